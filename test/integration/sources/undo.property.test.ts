import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyRecords } from '#app/pipeline/apply-records.server.ts';
import { refreshTouched } from '#app/pipeline/refresh-derived.server.ts';
import { startUndo, undoImport } from '#app/pipeline/undo-import.server.ts';
import { lockShop, withShop } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { IdentifierInput, RecordInput } from '#app/records/types.ts';
import { readShop } from '#app/shops/find-shop.server.ts';
import { ensureSource } from '#app/sources/source.server.ts';
import { useDatabase } from '#test/support/database.ts';

const database = useDatabase();

type Word = { by: number; records: RecordInput[] };

const instant = fc.integer({ min: 1, max: 28 }).map((day) => new Date(Date.UTC(2026, 5, day)));
const version = (dated: boolean) => (dated ? instant : fc.constant(null));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
const person = fc.constantFrom('P1', 'P2', 'P3');

const customer = (dated: boolean): fc.Arbitrary<RecordInput> =>
  fc.record(
    {
      kind: fc.constant('customer' as const),
      recordKind: fc.constantFrom('customer' as const, 'guest' as const),
      provenance: fc.constantFrom('imported' as const, 'typed' as const),
      externalId: person,
      versionAt: version(dated),
      givenName: maybe(fc.constantFrom('Ada', 'Ben', null)),
      familyName: maybe(fc.constantFrom('Ash', 'Birch', null)),
      email: maybe(fc.constantFrom('ada@lakeside.example', 'ben@lakeside.example', null)),
      phone: maybe(fc.constantFrom('+12075550142', '+12075550143')),
      city: maybe(fc.constantFrom('Portland', 'Bath')),
      tags: maybe(fc.constantFrom(['vip'], ['new', 'vip'])),
      custom: maybe(fc.constantFrom({ size: 'M' }, { size: 'L', pet: 'dog' })),
      identifiers: maybe(
        fc.constantFrom<IdentifierInput[]>([{ kind: 'loyalty', value: 'L1' }], [{ kind: 'loyalty', value: 'L2' }]),
      ),
    },
    { noNullPrototype: true },
  ) as fc.Arbitrary<RecordInput>;

const order = (dated: boolean): fc.Arbitrary<RecordInput> =>
  fc
    .record({
      externalId: fc.constantFrom('O1', 'O2'),
      customerExternalId: fc.option(person),
      total: fc.integer({ min: 100, max: 900 }),
      lines: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
      versionAt: version(dated),
      status: fc.constantFrom('paid' as const, 'cancelled' as const),
    })
    .map(({ total, lines, ...rest }) => ({
      kind: 'order',
      channel: 'pos',
      placedAt: new Date('2026-06-01T10:00:00Z'),
      currency: 'USD',
      amounts: { totalMinor: total },
      ...(lines === undefined
        ? {}
        : {
            lines: Array.from({ length: lines }, (_none, position) => ({
              externalId: String(position),
              position,
              quantity: 1,
              totalMinor: total,
            })),
          }),
      ...rest,
    }));

const refund = (dated: boolean): fc.Arbitrary<RecordInput> =>
  fc.record({
    kind: fc.constant('refund' as const),
    externalId: fc.constantFrom('R1', 'R2'),
    orderExternalId: fc.constantFrom('O1', 'O2'),
    refundedAt: instant,
    amountMinor: fc.integer({ min: 10, max: 90 }),
    currency: fc.constant('USD'),
    versionAt: version(dated),
  });

const consent = fc.record({
  kind: fc.constant('consent' as const),
  customerExternalId: person,
  versionAt: fc.constant(null),
  channel: fc.constant('email' as const),
  purpose: fc.constant('marketing'),
  contact: fc.constant(null),
  state: fc.constantFrom('granted' as const, 'denied' as const, 'pending' as const, 'unknown' as const),
  statedAt: fc.option(instant, { nil: null }),
  method: fc.constant(null),
  evidence: fc.constant(null),
}) as fc.Arbitrary<RecordInput>;

const ticket: fc.Arbitrary<RecordInput> = fc.record({
  kind: fc.constant('interaction' as const),
  externalId: fc.constantFrom('I1', 'I2'),
  customerExternalId: person,
  versionAt: fc.constant(null),
  type: fc.constant('ticket' as const),
  happenedAt: instant,
  subject: fc.constantFrom('Late', 'Broken', null),
});

const words = (dated: boolean): fc.Arbitrary<Word[]> =>
  fc.array(
    fc.record({
      /** 0 = Shopify and its like; 1, 2, 3 = imports, of which the second will be undone. */
      by: fc.constantFrom(0, 1, 2, 2, 3),
      records: fc.array(fc.oneof(customer(dated), customer(dated), order(dated), refund(dated), consent, ticket), {
        minLength: 1,
        maxLength: 5,
      }),
    }),
    { minLength: 2, maxLength: 8 },
  );

describe('undoing an import', () => {
  it('takes its effect and nothing else, whoever has spoken before and since', async () => {
    await fc.assert(
      fc.asyncProperty(fc.boolean().chain(words), async (said) => {
        const [tried, spared] = [await store(said), await store(said.filter((word) => word.by !== 2))];
        await startUndo(tried.shopId, tried.uploads[2]!, 'tester');
        await undoImport(tried.shopId, tried.uploads[2]!);
        expect(await stateOf(tried.shopId)).toEqual(await stateOf(spared.shopId));
      }),
      { numRuns: 12, endOnFailure: true },
    );
  }, 120_000);
});

async function store(said: readonly Word[]): Promise<{ shopId: number; uploads: number[] }> {
  const { shopId } = await database.makeShop();
  const shop = await readShop(shopId);
  const { sourceId, uploads } = await withShop(shopId, async (tx) => {
    const source = await ensureSource(tx, {
      kind: 'csv',
      name: 'Till',
      provenance: 'imported',
      trustRank: 50,
      expectedRhythmHours: null,
    });
    const made = await tx.rows<{ id: number }>(sql`
      insert into upload (shop_id, file_name, state, source_id) select ${shopId}, n || '.csv', 'done', ${source.id} from generate_series(0, 3) n
      returning id`);
    return { sourceId: source.id, uploads: made.map((row) => row.id) };
  });
  for (const { by, records } of said) {
    await withShop(shopId, async (tx) => {
      await lockShop(tx);
      const origin = { sourceId, origin: by === 0 ? 'webhook:1' : `upload:${uploads[by]}`, timeZone: 'UTC' };
      const applied = await applyRecords(tx, shop, origin, { records });
      const touched = applied.touchedRecords.map((recordId) => ({ recordId, isPerson: applied.people.has(recordId) }));
      await refreshTouched(tx, touched, origin.origin);
    });
  }
  return { shopId, uploads };
}

/** A record that was only ever named by something that has moved on: nothing is said of it and nothing hangs on it. */
const HUSK = `(r.version_at = '-infinity'
  and not exists (select from identifier x where x.shop_id = r.shop_id and x.record_id = r.id)
  and not exists (select from sales_order x where x.shop_id = r.shop_id and x.record_id = r.id)
  and not exists (select from consent_statement x where x.shop_id = r.shop_id and x.record_id = r.id)
  and not exists (select from interaction x where x.shop_id = r.shop_id and x.record_id = r.id))`;

/** All that is known, without ids and what hangs on their order (whose word wins between equals), and without times of arrival. */
async function stateOf(shopId: number): Promise<unknown> {
  const look = async (query: string) => (await database.owner.query(query, [shopId])).rows;
  return {
    records:
      await look(`select external_id, kind, given_name, family_name, email, email_normal, emails, phone, phones, city, tags, custom, deleted_at,
        provenance, version_at is distinct from '-infinity' as is_heard from customer_record r where shop_id = $1 and not ${HUSK} order by 1`),
    identifiers: await look(
      'select r.external_id, i.kind, i.value_normal from identifier i join customer_record r on r.shop_id = i.shop_id and r.id = i.record_id where i.shop_id = $1 order by 1, 2, 3',
    ),
    orders:
      await look(`select o.external_id, r.external_id as owner, total_minor, refunded_minor, net_minor, status, day,
        (select array_agg((l.position, l.total_minor)::text order by l.position) from order_line l where l.shop_id = o.shop_id and l.order_id = o.id) as lines
      from sales_order o left join customer_record r on r.shop_id = o.shop_id and r.id = o.record_id where o.shop_id = $1 order by 1`),
    refunds: await look(
      'select external_id, order_external_id, amount_minor, day from refund where shop_id = $1 order by 1',
    ),
    consents: await look(
      'select r.external_id, channel, state, stated_at from consent_statement c join customer_record r on r.shop_id = c.shop_id and r.id = c.record_id where c.shop_id = $1 order by 1, 2',
    ),
    interactions: await look('select external_id, subject, happened_at from interaction where shop_id = $1 order by 1'),
    profiles:
      await look(`select (select array_agg(r.external_id order by r.external_id) from profile_member m join customer_record r on r.shop_id = m.shop_id and r.id = m.record_id
          where m.shop_id = p.shop_id and m.profile_id = p.id) as members, p.tags, m.orders_count, m.net_minor, m.tickets_count
      from profile p left join profile_metrics m on m.shop_id = p.shop_id and m.profile_id = p.id
      where p.shop_id = $1 and exists (select from profile_member m join customer_record r on r.shop_id = m.shop_id and r.id = m.record_id
          where m.shop_id = p.shop_id and m.profile_id = p.id and not ${HUSK}) order by 1`),
    strays: await look(
      'select count(*)::int as n from profile_metrics m where m.shop_id = $1 and not exists (select from profile p where p.shop_id = m.shop_id and p.id = m.profile_id)',
    ),
  };
}
