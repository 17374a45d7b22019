import type { LoyaltyInput } from '#app/records/loyalty-input.ts';
import type { FeedbackInput, InteractionInput, RecordInput, RefundInput } from '#app/records/types.ts';
import { readInteractionType } from '../value-words.ts';
import { currencyReader, moneyReader, numberReader } from './read-amounts.ts';
import { instantReader } from './read-instants.ts';
import type { RowPlan } from './row-plan.ts';
import type { Problem, RowView } from './row-view.ts';
import { ContentIds } from './seen-content.ts';

/** Reads the one record a row is, beside the person it hangs on; a Problem when the row cannot be used. */
export type RecordReader = (view: RowView, customerExternalId: string | null) => RecordInput | ProblemAt;

export type ProblemAt = Problem & { field: string | null; column: string | null };

/** Calls, tickets, visits. */
export function interactionReader(plan: RowPlan): RecordReader {
  const ids = new ContentIds();
  const id = plan.text('interaction.id');
  const happenedAt = instantReader(plan, 'interaction.happened_at', { time: 'interaction.time' });
  const closedAt = instantReader(plan, 'interaction.closed_at');
  const type = plan.word('interaction.type');
  const direction = plan.word('interaction.direction');
  const texts = textReader(plan, 'interaction', {
    subject: 'subject',
    body: 'body',
    status: 'status',
    staff: 'staffName',
    order_id: 'orderExternalId',
  });
  const duration = numberReader(plan, 'interaction.duration');
  const store = plan.text('interaction.store');
  const tags = plan.list('interaction.tags');
  return (view, customerExternalId) => {
    const at = happenedAt(view);
    if (!at)
      return unusable(
        view,
        plan,
        'interaction.happened_at',
        'The row does not say when it happened.',
        'Fill in the date.',
      );
    const place = store(view);
    const record: InteractionInput = {
      kind: 'interaction',
      externalId: id(view) || ids.idOf([view.cells]),
      versionAt: null,
      customerExternalId,
      type: readInteractionType(type(view) ?? '') ?? plan.mapping.conventions.interactionType,
      happenedAt: at,
      closedAt: closedAt(view),
      direction: readDirection(direction(view)),
      durationSeconds: duration(view),
      tags: tags(view),
      ...texts(view),
      ...(place ? { store: { externalId: place, name: place } } : {}),
    };
    return withCustom(record, plan, view);
  };
}

function readDirection(word: string | null | undefined): 'in' | 'out' | undefined {
  if (!word) return undefined;
  if (/^in|entr|eing|ankom/.test(word)) return 'in';
  return /^out|sort|ausg|sal|usc|uit|utg/.test(word) ? 'out' : undefined;
}

/** Reviews and answers. */
export function feedbackReader(plan: RowPlan): RecordReader {
  const ids = new ContentIds();
  const id = plan.text('feedback.id');
  const rating = numberReader(plan, 'feedback.rating');
  const givenAt = instantReader(plan, 'feedback.given_at');
  const repliedAt = instantReader(plan, 'feedback.replied_at');
  const state = plan.word('feedback.state');
  const verified = plan.yesNo('feedback.verified');
  const texts = textReader(plan, 'feedback', {
    title: 'title',
    body: 'body',
    product_id: 'productExternalId',
    product_handle: 'productHandle',
    product_title: 'productTitle',
    order_id: 'orderExternalId',
    reply: 'reply',
    location: 'location',
  });
  const { ratingMax, feedbackType } = plan.mapping.conventions;
  return (view, customerExternalId) => {
    const stars = rating(view);
    const said = texts(view);
    if (typeof stars !== 'number' && !said['body'] && !said['title']) {
      return unusable(
        view,
        plan,
        'feedback.rating',
        'The row has neither a rating nor a text.',
        'Fill in one of them.',
      );
    }
    if (typeof stars === 'number' && (stars < 0 || stars > ratingMax)) return outOfScale(plan, stars, ratingMax);
    const productExternalId = said['productExternalId']?.replace(/^gid:\/\/shopify\/Product\//, '');
    const record: FeedbackInput = {
      kind: 'feedback',
      externalId: id(view) || ids.idOf([view.cells]),
      versionAt: null,
      customerExternalId,
      type: feedbackType,
      rating: stars ?? null,
      ratingMax,
      givenAt: givenAt(view) ?? null,
      repliedAt: repliedAt(view),
      verifiedPurchase: verified(view),
      published: readPublished(state(view)),
      ...said,
      ...(productExternalId ? { productExternalId } : {}),
    };
    return withCustom(record, plan, view);
  };
}

function outOfScale(plan: RowPlan, stars: number, max: number): ProblemAt {
  return {
    code: 'rating_out_of_scale',
    reason: `A rating of ${stars} is not on the scale up to ${max}.`,
    remedy: 'Correct the rating, or set the highest rating of the file.',
    field: 'feedback.rating',
    column: plan.columnOf('feedback.rating'),
  };
}

function readPublished(word: string | null | undefined): boolean | undefined {
  if (!word) return undefined;
  if (/^(un|not|hid|pend|spam|reject|draft|archiv|no$|false$|0$)|disapprov/.test(word)) return false;
  return /publi|activ|ok|approv|visible|live|yes|true|1/.test(word) ? true : undefined;
}

/** Memberships and movements of points. */
export function loyaltyReader(plan: RowPlan): RecordReader {
  const ids = new ContentIds();
  const id = plan.text('loyalty.movement_id');
  const number = plan.text('customer.loyalty_number');
  const numbers = {
    pointsBalance: numberReader(plan, 'loyalty.points_balance'),
    pointsEarned: numberReader(plan, 'loyalty.points_earned'),
    pointsSpent: numberReader(plan, 'loyalty.points_spent'),
    points: numberReader(plan, 'loyalty.points'),
  };
  const instants = {
    happenedAt: instantReader(plan, 'loyalty.happened_at'),
    joinedAt: instantReader(plan, 'loyalty.joined_at'),
    expiresAt: instantReader(plan, 'loyalty.expires_at'),
  };
  const texts = textReader(plan, 'loyalty', {
    programme: 'programme',
    tier: 'tier',
    status: 'status',
    reason: 'reason',
  });
  const { loyaltyEntry } = plan.mapping.conventions;
  return (view, customerExternalId) => {
    const memberNumber = number(view);
    const record: LoyaltyInput = {
      kind: 'loyalty',
      externalId:
        id(view) ||
        (loyaltyEntry === 'movement' ? ids.idOf([view.cells]) : `member:${memberNumber || customerExternalId}`),
      versionAt: null,
      customerExternalId,
      entry: loyaltyEntry,
      memberNumber,
      pointsEarned: numbers.pointsEarned(view),
      pointsSpent: numbers.pointsSpent(view),
      points: numbers.points(view),
      happenedAt: instants.happenedAt(view),
      joinedAt: instants.joinedAt(view),
      expiresAt: instants.expiresAt(view),
      ...texts(view),
    };
    record.pointsBalance = numbers.pointsBalance(view) ?? leftOver(record);
    const points = [record.pointsBalance, record.pointsEarned, record.pointsSpent, record.points];
    if (points.every((value) => typeof value !== 'number') && !record.tier && !memberNumber) {
      return unusable(
        view,
        plan,
        'loyalty.points_balance',
        'The row has no points, tier or member number.',
        'Fill in one of them.',
      );
    }
    return plan.mapping.subject === 'loyalty' ? withCustom(record, plan, view) : record;
  };
}

/** Programmes that give what was earned and what was spent leave the balance to the reader. */
function leftOver({ entry, pointsEarned, pointsSpent }: LoyaltyInput): number | undefined {
  const both = entry === 'balance' && typeof pointsEarned === 'number' && typeof pointsSpent === 'number';
  return both ? pointsEarned - pointsSpent : undefined;
}

/** Files that list refunds only. */
export function refundReader(plan: RowPlan): RecordReader {
  const ids = new ContentIds();
  const id = plan.text('refund.id');
  const orderId = plan.text('refund.order_id');
  const refundedAt = instantReader(plan, 'refund.refunded_at');
  const amount = moneyReader(plan, 'refund.amount');
  const currencyOf = currencyReader(plan);
  const reason = plan.text('refund.reason');
  return (view, customerExternalId) => {
    const currency = currencyOf(view);
    const minor = amount(view, currency);
    if (typeof minor !== 'number') {
      return unusable(
        view,
        plan,
        'refund.amount',
        'The row does not say how much was refunded.',
        'Fill in the amount.',
      );
    }
    const record: RefundInput = {
      kind: 'refund',
      externalId: id(view) || ids.idOf([view.cells]),
      versionAt: null,
      orderExternalId: orderId(view) ?? null,
      customerExternalId,
      refundedAt: refundedAt(view) ?? null,
      amountMinor: Math.abs(minor),
      currency,
      reason: reason(view),
    };
    return withCustom(record, plan, view);
  };
}

/** Reads several text fields of a group at once, under the names of the record. */
function textReader<Name extends string>(
  plan: RowPlan,
  group: string,
  names: Record<string, Name>,
): (view: RowView) => Partial<Record<Name, string | null>> {
  const readers = Object.entries(names)
    .filter(([field]) => plan.has(`${group}.${field}`))
    .map(([field, name]) => [name, plan.text(`${group}.${field}`)] as const);
  return (view) =>
    Object.fromEntries(readers.map(([name, read]) => [name, read(view)])) as Partial<Record<Name, string | null>>;
}

/** A required cell is empty, or was already found unreadable: then that is what is told. */
function unusable(view: RowView, plan: RowPlan, field: string, reason: string, remedy: string): ProblemAt {
  const unreadable = view.issues.find((issue) => issue.field === field);
  const told = unreadable ?? { code: 'missing_value', reason, remedy };
  return { code: told.code, reason: told.reason, remedy: told.remedy, field, column: plan.columnOf(field) };
}

function withCustom<Input extends RecordInput & { custom?: Record<string, string> }>(
  record: Input,
  plan: RowPlan,
  view: RowView,
): Input {
  const custom = plan.custom(view);
  return custom ? { ...record, custom } : record;
}
