import { applyRecords } from '#app/pipeline/apply-records.server.ts';
import { refreshDerived } from '#app/pipeline/refresh-derived.server.ts';
import { rebuildSegment } from '#app/pipeline/segment-pages.server.ts';
import { lockShop, withShop } from '#app/platform/db.server.ts';
import type { CustomerRecordInput, Provenance, RecordInput } from '#app/records/types.ts';
import { saveSegment } from '#app/segments/segment-store.server.ts';
import { readShop } from '#app/shops/find-shop.server.ts';
import { ensureSource } from '#app/sources/source.server.ts';
import type { TestDatabase } from '#test/support/database.ts';

export const AT = new Date('2026-05-01T10:00:00Z');

type SourceGiven = { name?: string; provenance?: Provenance; trustRank?: number };

/** A customer as a source tells it; what is not given is not said. */
export function customer(externalId: string, said: Partial<CustomerRecordInput> = {}): CustomerRecordInput {
  return { kind: 'customer', recordKind: 'customer', provenance: 'imported', externalId, versionAt: AT, ...said };
}

/** An order of that many minor units, online unless said otherwise. */
export function order(externalId: string, customerExternalId: string | null, totalMinor: number): RecordInput {
  return {
    kind: 'order',
    externalId,
    versionAt: AT,
    customerExternalId,
    channel: 'online',
    placedAt: AT,
    currency: 'USD',
    amounts: { totalMinor },
    status: 'paid',
  };
}

/** A shop whose records come in by the way that files go, with its derived data as it stands. */
export async function makePeople(database: TestDatabase, like: Parameters<TestDatabase['makeShop']>[0] = {}) {
  const { shopId } = await database.makeShop(like);
  const shop = await readShop(shopId);
  const rows = async <Row extends object>(text: string) =>
    (await database.owner.query<Row>(text.replaceAll('$SHOP', String(shopId)))).rows;
  return {
    shopId,
    shop,
    rows,
    /** Imports records into a source and refreshes what follows. */
    say: (records: readonly RecordInput[], given: SourceGiven = {}) =>
      withShop(
        shopId,
        async (tx) => {
          await lockShop(tx);
          const source = await ensureSource(tx, {
            kind: 'csv',
            name: given.name ?? 'CRM',
            provenance: given.provenance ?? 'imported',
            trustRank: given.trustRank ?? 50,
            expectedRhythmHours: null,
          });
          const origin = { sourceId: source.id, origin: 'upload:1', timeZone: shop.timeZone };
          const { touchedRecords } = await applyRecords(tx, shop, origin, { records });
          await refreshDerived(tx, touchedRecords, 'test');
        },
        { timeoutMs: 60_000 },
      ),
    /** Which external ids stand together, as sorted lists. */
    profiles: async () => {
      const found = await rows<{ ids: string[] }>(`
        select array_agg(r.external_id order by r.external_id) as ids from profile_member m
        join customer_record r on r.shop_id = m.shop_id and r.id = m.record_id
        where m.shop_id = $SHOP group by m.profile_id order by 1`);
      return found.map((row) => row.ids);
    },
    idOf: async (externalId: string) => {
      const [row] = await rows<{ id: string }>(
        `select id from customer_record where shop_id = $SHOP and external_id = '${externalId}'`,
      );
      return Number(row!.id);
    },
    segment: async (name: string, ruleText: string) => {
      const id = await withShop(shopId, (tx) => saveSegment(tx, null, { name, description: '', ruleText }));
      await rebuildSegment(shopId, id);
      return id;
    },
    /** All that derives from records and decisions, without the instants at which it came about. */
    derived: async () => {
      const tables = await Promise.all([
        rows('select record_id, profile_id from profile_member where shop_id = $SHOP order by 1'),
        rows(`select to_jsonb(p) - 'changed_at' as row from profile p where shop_id = $SHOP order by id`),
        rows('select to_jsonb(m) as row from profile_metrics m where shop_id = $SHOP order by profile_id'),
        rows('select segment_id, profile_id from segment_member where shop_id = $SHOP order by 1, 2'),
        rows('select id, members_count from segment where shop_id = $SHOP order by 1'),
        rows('select record_a, record_b, bits, reason from review_item where shop_id = $SHOP order by 1, 2'),
        rows('select record_a, record_b, bits from household_link where shop_id = $SHOP order by 1, 2'),
        rows('select order_id, payer_id, profile_id from order_receiver where shop_id = $SHOP order by 1'),
        rows('select key, order_id from receiver_key where shop_id = $SHOP order by 1, 2'),
        rows('select to_jsonb(h) as row from profile_household h where shop_id = $SHOP order by profile_id'),
      ]);
      return JSON.stringify(tables);
    },
  };
}

export type People = Awaited<ReturnType<typeof makePeople>>;
