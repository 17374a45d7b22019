import type { Tx } from '#app/platform/db.server.ts';
import { emptyFacts, type ProfileFacts } from './facts.ts';
import {
  selectConsents,
  selectFeedback,
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
 * All that rules can ask about these people, for explanations. One statement a table, O(their rows); people that do not
 * exist are left out. `withScores` tells whether the shop's value models have a table to read.
 */
export async function loadFacts(tx: Tx, profileIds: readonly number[], withScores: boolean): Promise<ProfileFacts[]> {
  const statementFor = { shopId: tx.shopId, profileIds };
  const load = async <Fact>(statement: Parameters<Tx['rows']>[0]) =>
    groupByPerson(await tx.rows<FactRow<Fact>>(statement));
  const persons = await tx.rows<FactRow<ProfileFacts['person']>>(selectPersons(statementFor));
  const metrics = await load<NonNullable<ProfileFacts['metrics']>>(selectMetrics(statementFor));
  const scores = withScores ? await load<NonNullable<ProfileFacts['scores']>>(selectScores(statementFor)) : null;
  const records = await load<ProfileFacts['records'][number]>(selectRecords(statementFor));
  const orders = await load<ProfileFacts['orders'][number]>(selectOrders(statementFor));
  const refunds = await load<ProfileFacts['refunds'][number]>(selectRefunds(statementFor));
  const interactions = await load<ProfileFacts['interactions'][number]>(selectInteractions(statementFor));
  const feedback = await load<ProfileFacts['feedback'][number]>(selectFeedback(statementFor));
  const loyalty = await load<ProfileFacts['loyalty'][number]>(selectLoyalty(statementFor));
  const consents = await load<ProfileFacts['consents'][number]>(selectConsents(statementFor));
  const memberships = await load<string>(selectMemberships(statementFor));
  const segmentEvents = await load<ProfileFacts['segmentEvents'][number]>(selectSegmentEvents(statementFor));
  return persons.map(({ profile_id: id, fact: person }) => ({
    ...emptyFacts(id, person.firstSeenAt),
    person: withDates(person),
    metrics: withDates(metrics.get(id)?.[0] ?? null),
    scores: scores?.get(id)?.[0] ?? null,
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
