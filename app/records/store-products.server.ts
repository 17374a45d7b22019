import { type CopyValue, copyRows, stagingTable } from '#app/platform/copy.server.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { raw, type Sql, sql } from '#app/platform/sql.ts';
import { latestByExternalId, type Origin } from './cleaned.ts';
import type { ProductInput } from './types.ts';

const STAGE = 'stage_product';
const COLUMNS = [
  'external_id',
  'title',
  'product_type',
  'vendor',
  'tags',
  'status',
  'handle',
  'image_url',
  'version_at',
  'deleted_at',
] as const;
const VARIANTS = 'stage_variant';
const VARIANT_COLUMNS = [
  'external_id',
  'product_external_id',
  'title',
  'sku',
  'price_minor',
  'unit_cost_minor',
  'available',
  'sells_without_stock',
  'is_tracked',
] as const;

/**
 * Writes products of one source with their variants; older statements change nothing, and a deletion stays whatever comes
 * after it. Idempotent, O(rows).
 */
export async function storeProducts(tx: Tx, origin: Origin, products: readonly ProductInput[]): Promise<void> {
  const rows = latestByExternalId(
    products.filter((row) => !row.deletedAt),
    (row) => ({ id: row.externalId, version: row.versionAt, hash: row.title ?? '' }),
  );
  if (rows.length > 0) {
    await storeLatest(tx, origin, rows);
  }
  await markDeleted(tx, origin, products);
}

/** A deletion says nothing else: what the product was stays, and may even come later. */
async function markDeleted(tx: Tx, origin: Origin, products: readonly ProductInput[]): Promise<void> {
  const rows = products
    .filter((row) => row.deletedAt)
    .map((row) => ({ external_id: row.externalId, at: row.deletedAt!.toISOString() }));
  if (rows.length === 0) {
    return;
  }
  await tx.run(sql`
    insert into product (shop_id, source_id, external_id, title, version_at, deleted_at)
    select ${tx.shopId}, ${origin.sourceId}, s.external_id, '', '-infinity', min(s.at)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as s (external_id text, at timestamptz)
    group by s.external_id
    on conflict (shop_id, source_id, external_id) do update set deleted_at = least(product.deleted_at, excluded.deleted_at)`);
}

async function storeLatest(tx: Tx, origin: Origin, rows: readonly ProductInput[]): Promise<void> {
  await stagingTable(tx, STAGE, 'product', COLUMNS);
  await stagingTable(tx, VARIANTS, 'product_variant', VARIANT_COLUMNS);
  await tx.client.query(`truncate ${STAGE}, ${VARIANTS}`);
  await copyRows(tx, STAGE, COLUMNS, rows.map(toStage));
  await copyRows(tx, VARIANTS, VARIANT_COLUMNS, rows.flatMap(variantRows));
  await tx.run(sql`
    insert into product (shop_id, source_id, ${raw(COLUMNS.join(', '))})
    select ${tx.shopId}, ${origin.sourceId}, ${raw(COLUMNS.map((column) => `s.${column}`).join(', '))} from ${raw(STAGE)} s
    on conflict (shop_id, source_id, external_id) do update set
      title = coalesce(nullif(excluded.title, ''), product.title), product_type = coalesce(excluded.product_type, product.product_type),
      vendor = coalesce(excluded.vendor, product.vendor), tags = excluded.tags, status = coalesce(excluded.status, product.status),
      handle = coalesce(excluded.handle, product.handle), image_url = coalesce(excluded.image_url, product.image_url),
      version_at = excluded.version_at, deleted_at = least(product.deleted_at, excluded.deleted_at),
      goods_changed_at = case when product.product_type is distinct from coalesce(excluded.product_type, product.product_type)
        then now() else product.goods_changed_at end
    where excluded.version_at is null or product.version_at is null or excluded.version_at >= product.version_at`);
  await tx.run(sql`
    update product p set goods_changed_at = now()
    from ${raw(VARIANTS)} s join product_variant v on v.shop_id = ${tx.shopId} and v.source_id = ${origin.sourceId} and v.external_id = s.external_id
    where p.shop_id = ${tx.shopId} and p.source_id = ${origin.sourceId} and p.external_id = s.product_external_id
      and s.unit_cost_minor is not null and v.unit_cost_minor is distinct from s.unit_cost_minor`);
  await storeVariants(
    tx,
    origin,
    sql`(sp.version_at is null or p.version_at is null or sp.version_at >= p.version_at)`,
    LATEST,
  );
  await storeVariants(tx, origin, sql`sp.version_at < p.version_at`, OLDER);
}

/** Stock was told, and not of an instant before that of which it is known. */
const NEWER_STOCK = '(excluded.available is not null and (product_variant.stock_at > excluded.stock_at) is not true)';
/** What the latest statement says counts; what it leaves out stays. */
const LATEST = raw(`product_external_id = excluded.product_external_id, title = excluded.title, sku = excluded.sku,
  price_minor = excluded.price_minor, unit_cost_minor = coalesce(excluded.unit_cost_minor, product_variant.unit_cost_minor),
  available = case when ${NEWER_STOCK} then excluded.available else product_variant.available end,
  sells_without_stock = case when ${NEWER_STOCK} then excluded.sells_without_stock else product_variant.sells_without_stock end,
  is_tracked = coalesce(case when ${NEWER_STOCK} then excluded.is_tracked end, product_variant.is_tracked, excluded.is_tracked),
  stock_at = greatest(product_variant.stock_at, excluded.stock_at)`);
/** An older one only tells what nobody has told since. */
const OLDER = raw(`unit_cost_minor = coalesce(product_variant.unit_cost_minor, excluded.unit_cost_minor),
  is_tracked = coalesce(product_variant.is_tracked, excluded.is_tracked)`);

/** The products are written already: `which` compares the statement `sp` with the product `p` as it now stands. */
async function storeVariants(tx: Tx, origin: Origin, which: Sql, change: Sql): Promise<void> {
  await tx.run(sql`
    insert into product_variant (shop_id, source_id, ${raw(VARIANT_COLUMNS.join(', '))}, stock_at)
    select distinct on (s.external_id) ${tx.shopId}, ${origin.sourceId}, ${raw(VARIANT_COLUMNS.map((column) => `s.${column}`).join(', '))},
           case when s.available is not null then sp.version_at end
    from ${raw(VARIANTS)} s
    join ${raw(STAGE)} sp on sp.external_id = s.product_external_id
    join product p on p.shop_id = ${tx.shopId} and p.source_id = ${origin.sourceId} and p.external_id = s.product_external_id
    where ${which} order by s.external_id
    on conflict (shop_id, source_id, external_id) do update set ${change}`);
}

function toStage(row: ProductInput): CopyValue[] {
  return [
    row.externalId,
    row.title ?? '',
    row.productType,
    row.vendor,
    row.tags ?? [],
    row.status,
    row.handle,
    row.imageUrl,
    row.versionAt,
    row.deletedAt,
  ];
}

function variantRows(row: ProductInput): CopyValue[][] {
  return (row.variants ?? []).map((variant) => [
    variant.externalId,
    row.externalId,
    variant.title,
    variant.sku,
    variant.priceMinor,
    variant.unitCostMinor,
    variant.stock?.available,
    variant.stock?.sellsWithoutStock,
    variant.stock?.isTracked,
  ]);
}
