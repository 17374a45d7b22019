import fc from 'fast-check';
import { emptyFacts, type OrderFacts, type ProfileFacts, type RecordFacts } from '#app/segments/facts.ts';
import {
  household,
  interaction,
  loyaltyEntry,
  metrics,
  opinion,
  order,
  person,
  record,
  refund,
  scores,
  segmentEvent,
  statement,
} from './random-rows.ts';
import { handles } from './random-rules.ts';

/** A person as facts, and the order each of the refunds belongs to. */
export type RandomPerson = { facts: ProfileFacts; refundOrders: readonly number[] };

/** A person with everything rules can ask about. Ids of rows start at `id * 1000`, so that people of one shop do not collide. */
export function personArbitrary(id: number): fc.Arbitrary<RandomPerson> {
  const some = <T>(one: fc.Arbitrary<T>, maxLength = 3) => fc.array(one, { maxLength });
  return fc
    .record({
      person,
      metrics: fc.option(metrics, { freq: 6 }),
      scores: fc.option(scores),
      household: fc.option(household, { freq: 1 }),
      records: some(record),
      orders: some(order, 4),
      refunds: some(fc.tuple(refund, fc.nat()), 2),
      interactions: some(interaction),
      feedback: some(opinion, 2),
      loyalty: some(loyaltyEntry),
      consents: fc.uniqueArray(statement, { maxLength: 3, selector: (one) => `${one.channel}/${one.purpose}` }),
      memberships: fc.subarray([...handles]),
      segmentEvents: some(segmentEvent),
    })
    .map((given) => assemble(id, given));
}

type Drawn = Pick<ProfileFacts, 'person' | 'metrics' | 'scores' | 'household' | 'consents' | 'memberships'> & {
  records: Omit<RecordFacts, 'id'>[];
  orders: Omit<OrderFacts, 'id'>[];
  refunds: [{ refundedAt: Date | null; amountMinor: number; currency: string; reason: string | null }, number][];
  interactions: Omit<ProfileFacts['interactions'][number], 'id'>[];
  feedback: Omit<ProfileFacts['feedback'][number], 'id'>[];
  loyalty: Omit<ProfileFacts['loyalty'][number], 'id'>[];
  segmentEvents: Omit<ProfileFacts['segmentEvents'][number], 'id'>[];
};

function assemble(id: number, drawn: Drawn): RandomPerson {
  const number = <T>(rows: readonly T[]) => rows.map((row, index) => ({ ...row, id: id * 1000 + index }));
  const orders = number(drawn.orders);
  const refunds = drawn.refunds.flatMap(([given, pick], index) => {
    const of = orders[pick % Math.max(orders.length, 1)];
    return of ? [{ given, of, id: id * 1000 + index }] : [];
  });
  // Whatever hangs on a record can only exist if the person has one.
  const hangs = <T>(rows: readonly T[]) => (drawn.records.length > 0 ? rows : []);
  const facts: ProfileFacts = {
    ...emptyFacts(id, drawn.person.firstSeenAt),
    person: drawn.person,
    metrics: drawn.metrics,
    scores: drawn.scores,
    household: drawn.household,
    records: number(drawn.records),
    orders: hangs(orders),
    refunds: hangs(refunds).map(({ given, of, id: refundId }) => ({
      ...given,
      id: refundId,
      orderChannel: of.channel,
      orderStore: of.store,
      ofRealOrder: !of.isTest && !of.deleted,
    })),
    interactions: hangs(number(drawn.interactions)),
    feedback: hangs(number(drawn.feedback)),
    loyalty: hangs(number(drawn.loyalty)),
    consents: hangs(drawn.consents),
    memberships: drawn.memberships,
    segmentEvents: number(drawn.segmentEvents),
  };
  return { facts, refundOrders: hangs(refunds).map(({ of }) => of.id) };
}
