import { normaliseEmail, splitEmails } from '#app/normalise/email.ts';
import type { ConsentStatementInput, CustomerRecordInput, RecordInput } from '#app/records/types.ts';
import { isWalkInName } from '../value-words.ts';
import { personBuilder, unreadableEmail } from './build-person.ts';
import { consentReader } from './read-consents.ts';
import { foldWord, type RowPlan } from './row-plan.ts';
import type { Problem, RowView } from './row-view.ts';
import { contentKey, hash53, SeenContent } from './seen-content.ts';

/** Whom a row is about, and what it says of him. */
export type ReadPerson = {
  externalId: string;
  records: (CustomerRecordInput | ConsentStatementInput)[];
  /** What the row's cells about the person say, in short. */
  content: number;
};

export type PersonReader = {
  /**
   * The person of a row whose subject is something else; null = nobody can be told (a walk-in). `ownKey` becomes the id of a person
   * who is known by name alone, so that namesakes are never fused.
   */
  besides(view: RowView, ownKey: string): ReadPerson | null;
  /** What `besides` read, once the row is kept; nothing when the same was said before in this file. */
  say(person: ReadPerson): RecordInput[];
  /** The person of a row that is about him; a Problem when nothing identifies him. */
  itself(view: RowView): ReadPerson | Problem;
};

const NOTHING: never[] = [];

/** Builds the person's record from the `customer.*` columns. `readAt` dates a deletion that the file does not date. */
export function personReader(plan: RowPlan, readAt: Date): PersonReader {
  const build = personBuilder(plan, readAt);
  const consents = consentReader(plan);
  const positions = plan.positionsOf(['customer', 'consent']);
  const idOf = plan.text('customer.external_id');
  const said = new SeenContent();
  const derived = new SeenContent();

  function besides(view: RowView, ownKey: string): ReadPerson | null {
    const content = contentOf(view);
    if (content === 0) return null;
    const id = idOf(view);
    // Most rows of a till name somebody who was named before in the same words.
    if (id && said.get(id) === content) return { externalId: id, records: NOTHING, content };
    return afresh(view, ownKey, content);
  }

  function afresh(view: RowView, ownKey: string, content: number): ReadPerson | null {
    const draft = build(view);
    if (isWalkIn(draft, plan) && !hasContact(draft)) return null;
    const externalId = draft.externalId || derivedId(draft) || (hasName(draft) ? ownKey : '');
    if (externalId === '') return null;
    const record = { ...draft, externalId };
    return { externalId, content, records: [...(saysAnything(record) ? [record] : []), ...consents(view, externalId)] };
  }

  /** 0 = every cell about the person is empty. */
  function contentOf(view: RowView): number {
    let text = '';
    for (const index of positions) text += `${view.cells[index] ?? ''}\u001f`;
    return text.length === positions.length ? 0 : hash53(text) >>> 0 || 1;
  }

  function say({ externalId, records, content }: ReadPerson): RecordInput[] {
    if (records.length === 0 || said.get(externalId) === content) return NOTHING;
    said.set(externalId, content);
    return records;
  }

  function itself(view: RowView): ReadPerson | Problem {
    const draft = build(view);
    const externalId = draft.externalId || uniqueDerivedId(draft, view);
    if (externalId === null) return nobody(view, draft);
    const recordKind = isWalkIn(draft, plan) && !hasContact(draft) ? ('instant' as const) : draft.recordKind;
    return { externalId, content: 0, records: [{ ...draft, externalId, recordKind }, ...consents(view, externalId)] };
  }

  /** Two people at one address are two records: the second is told apart by his name. */
  function uniqueDerivedId(draft: CustomerRecordInput, view: RowView): string | null {
    const base = derivedId(draft);
    if (base === null) return hasName(draft) ? contentKey(view.cells) : null;
    const name = nameOf(draft);
    const content = hash53(name) >>> 0;
    const earlier = derived.get(base);
    if (earlier === undefined) derived.set(base, content);
    return earlier === undefined || earlier === content || name === '' ? base : `${base}|${name}`;
  }

  return { besides, say, itself };
}

/** The id of a person the source gives none: the address, else the loyalty card, else the number; null = none of them. */
function derivedId(draft: CustomerRecordInput): string | null {
  const email = splitEmails(draft.email ?? '').map((one) => normaliseEmail(one)?.value)[0];
  if (email) return `email:${email}`;
  const card = draft.identifiers?.find(({ kind }) => kind === 'loyalty')?.value;
  if (card) return `loyalty:${card}`;
  const digits = (draft.phone ?? '').replace(/\D/g, '');
  return digits.length >= 6 ? `phone:${digits}` : null;
}

function hasContact(draft: CustomerRecordInput): boolean {
  return Boolean(draft.email || draft.phone);
}

function hasName(draft: CustomerRecordInput): boolean {
  return Boolean(draft.givenName || draft.familyName || draft.fullName || draft.company);
}

function nameOf(draft: CustomerRecordInput): string {
  return foldWord([draft.givenName, draft.familyName, draft.fullName].filter((part) => part).join(' '));
}

function isWalkIn(draft: CustomerRecordInput, plan: RowPlan): boolean {
  const name = nameOf(draft);
  return name !== '' && isWalkInName(name, plan.mapping.conventions.walkInNames);
}

/** Whether a record says more than that its id exists. */
function saysAnything(record: CustomerRecordInput): boolean {
  const { kind: _, recordKind: __, provenance: ___, externalId: ____, versionAt: _____, ...rest } = record;
  return Object.values(rest).some((value) => value !== undefined && value !== null);
}

function nobody(view: RowView, draft: CustomerRecordInput): Problem {
  if (draft.email)
    return { ...unreadableEmail(draft.email), remedy: 'Correct the address: nothing else in the row says who it is.' };
  const rounded = view.issues.find((issue) => issue.code === 'rounded_id');
  if (rounded) return { code: rounded.code, reason: rounded.reason, remedy: rounded.remedy };
  return {
    code: 'nobody',
    reason: 'The row names nobody: no id, e-mail, phone or name.',
    remedy: 'Fill in one of them, or leave the row out.',
  };
}
