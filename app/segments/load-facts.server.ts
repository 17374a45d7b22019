import type { Tx } from '#app/platform/db.server.ts';
import type { DataPart } from './catalogue.ts';
import { emptyFacts, type ProfileFacts } from './facts.ts';
import {
  selectConsents,
  selectFeedback,
  selectHouseholds,
  selectInteractions,
  selectLoyalty,
  selectMemberships,
  selectMetrics,
  selectOrders,
  selectPersons,
  selectRecords,
  selectRefunds,
  selectScores,
  selectSegmentEvents,
} from './sql/select-facts.ts';

/** A row of any of the statements: which person it is about, and the fact as JSON-like data. */
type FactRow<Fact> = { profile_id: number; fact: Fact };

/**
 * All that rules can ask about these people, or of it what belongs to some parts of the data. One statement a table,
 * O(their rows); people that do not exist are left out.
 */
export async function loadFacts(
  tx: Tx,
  profileIds: readonly number[],
  parts: ReadonlySet<DataPart> | null = null,
): Promise<ProfileFacts[]> {
  const statementFor = { shopId: tx.shopId, profileIds };
  const load = async <Fact>(part: DataPart, statement: Parameters<Tx['rows']>[0]) =>
    parts === null || parts.has(part)
      ? groupByPerson(await tx.rows<FactRow<Fact>>(statement))
      : new Map<number, Fact[]>();
  const persons = await tx.rows<FactRow<ProfileFacts['person']>>(selectPersons(statementFor));
  const metrics = await load<NonNullable<ProfileFacts['metrics']>>('metrics', selectMetrics(statementFor));
  const scores = await load<NonNullable<ProfileFacts['scores']>>('scores', selectScores(statementFor));
  const households = await load<NonNullable<ProfileFacts['household']>>('households', selectHouseholds(statementFor));
  const records = await load<ProfileFacts['records'][number]>('records', selectRecords(statementFor));
  const orders = await load<ProfileFacts['orders'][number]>('orders', selectOrders(statementFor));
  const refunds = await load<ProfileFacts['refunds'][number]>('refunds', selectRefunds(statementFor));
  const interactions = await load<ProfileFacts['interactions'][number]>(
    'interactions',
    selectInteractions(statementFor),
  );
  const feedback = await load<ProfileFacts['feedback'][number]>('feedback', selectFeedback(statementFor));
  const loyalty = await load<ProfileFacts['loyalty'][number]>('loyalty', selectLoyalty(statementFor));
  const consents = await load<ProfileFacts['consents'][number]>('consents', selectConsents(statementFor));
  const memberships = await load<string>('segments', selectMemberships(statementFor));
  const segmentEvents = await load<ProfileFacts['segmentEvents'][number]>(
    'segments',
    selectSegmentEvents(statementFor),
  );
  return persons.map(({ profile_id: id, fact: person }) => ({
    ...emptyFacts(id, person.firstSeenAt),
    person: withDates(person),
    metrics: withDates(metrics.get(id)?.[0] ?? null),
    scores: scores.get(id)?.[0] ?? null,
    household: withDates(households.get(id)?.[0] ?? null),
    records: withDates(records.get(id) ?? []),
    orders: withDates(orders.get(id) ?? []),
    refunds: withDates(refunds.get(id) ?? []),
    interactions: withDates(interactions.get(id) ?? []),
    feedback: withDates(feedback.get(id) ?? []),
    loyalty: withDates(loyalty.get(id) ?? []),
    consents: withDates(consents.get(id) ?? []),
    memberships: memberships.get(id) ?? [],
    segmentEvents: withDates(segmentEvents.get(id) ?? []),
  }));
}

function groupByPerson<Fact>(rows: readonly FactRow<Fact>[]): Map<number, Fact[]> {
  const grouped = new Map<number, Fact[]>();
  for (const { profile_id: id, fact } of rows) {
    const facts = grouped.get(id) ?? [];
    facts.push(fact);
    grouped.set(id, facts);
  }
  return grouped;
}

/** JSON carries instants as text; facts named `…At` are instants. */
function withDates<T>(fact: T): T {
  if (Array.isArray(fact)) {
    return fact.map(withDates) as T;
  }
  if (typeof fact !== 'object' || fact === null) {
    return fact;
  }
  const entries = Object.entries(fact).map(([key, value]) => [
    key,
    key.endsWith('At') && typeof value === 'string' ? new Date(value) : value,
  ]);
  return Object.fromEntries(entries) as T;
}
