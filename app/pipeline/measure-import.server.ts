import { formatMoney } from '#app/normalise/money.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { raw, sql } from '#app/platform/sql.ts';
import { CUSTOMER_FIELDS } from '#app/records/import-conflicts.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import { type DryRunFound, doubtsOf, type FieldChange, type FieldExample } from '#app/sources/dry-run.ts';
import type { UploadCounters } from '#app/sources/upload-counters.ts';
import type { Upload } from '#app/sources/upload-state.server.ts';

const NAME = (alias: string) =>
  `coalesce(nullif(${alias}.full_name, ''), nullif(concat_ws(' ', ${alias}.given_name, ${alias}.family_name), ''), ${alias}.email, ${alias}.external_id)`;

const textOf = (column: string, alias: string): string => {
  switch (column) {
    case 'tags':
      return `array_to_string(${alias}.tags, ', ')`;
    case 'custom':
      return `nullif(${alias}.custom, '{}')::text`;
    default:
      return `${alias}.${column}::text`;
  }
};

/** Columns of a customer's record that are compared, as text. */
const CUSTOMER_COMPARED: Readonly<Record<string, (alias: string) => string>> = Object.fromEntries(
  CUSTOMER_FIELDS.map((column) => [column, (alias: string) => textOf(column, alias)]),
);

const ORDER_FIELDS: Readonly<Record<string, (alias: string) => string>> = {
  total: (alias) => `${alias}.currency || ' ' || ${alias}.total_minor`,
  placed_at: (alias) => `to_char(${alias}.placed_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI')`,
  status: (alias) => `${alias}.status`,
  customer: (alias) =>
    `(select ${NAME('c')} from customer_record c where c.shop_id = ${alias}.shop_id and c.id = ${alias}.record_id)`,
  store: (alias) => `(select s.name from store s where s.shop_id = ${alias}.shop_id and s.id = ${alias}.store_id)`,
  staff: (alias) => `${alias}.staff`,
  note: (alias) => `${alias}.note`,
};

/** Rows of a file beside customers and orders, by the table that keeps them. */
const OTHERS = {
  refund: 'refunds',
  interaction: 'contacts with customers',
  feedback: 'reviews and ratings',
  loyalty_entry: 'loyalty entries',
} as const;

const SAID = (table: string) => `md5((to_jsonb(${table}) - 'origin')::text)`;

/** Remembers, for the rest of the transaction, how a source's rows and everybody's profiles stand. One pass over each. */
export async function rememberImport(tx: Tx, sourceId: number): Promise<void> {
  const ofSource = `shop_id = current_shop() and source_id = ${Math.trunc(sourceId)}`;
  const remember = (name: string, query: string) =>
    tx.client.query(`create temporary table ${name} on commit drop as ${query}`);
  await remember('before_record', `select * from customer_record where ${ofSource}`);
  await remember('before_order', `select * from sales_order where ${ofSource}`);
  await remember('before_store', `select id from store where ${ofSource}`);
  for (const table of Object.keys(OTHERS)) {
    await remember(`before_${table}`, `select external_id, ${SAID(table)} as said from ${table} where ${ofSource}`);
  }
  await remember(
    'before_member',
    `select m.record_id, m.profile_id, coalesce(pm.email_consent, 'unknown') as email_consent,
            coalesce(pm.sms_consent, 'unknown') as sms_consent
     from profile_member m left join profile_metrics pm on pm.shop_id = m.shop_id and pm.profile_id = m.profile_id
     where m.shop_id = current_shop()`,
  );
  await tx.client.query('analyze before_record, before_order, before_member');
}

/** What an import has changed since `rememberImport`. A few passes over the source's rows and the shop's profiles. */
export async function measureImport(
  tx: Tx,
  shop: Pick<Shop, 'currency'>,
  source: { id: number; name: string },
  upload: Pick<Upload, 'id'>,
  counters: UploadCounters,
): Promise<Omit<DryRunFound, 'counters' | 'refused' | 'reasons'>> {
  const origin = `upload:${upload.id}`;
  return {
    fields: [...(await customerFields(tx, origin)), ...(await orderFields(tx, origin, shop.currency))],
    others: await countOthers(tx, source.id, origin),
    joined: await readJoined(tx),
    fused: await countFused(tx),
    consents: await readConsents(tx),
    doubts: await readDoubts(tx, source, origin, counters),
  };
}

type FieldRow = { field: string; rows: number; examples: FieldExample[] };

/** Field by field: in how many rows it differs, with a few of them. */
function readFields(
  tx: Tx,
  [table, before]: readonly [string, string],
  who: string,
  origin: string,
  fields: Readonly<Record<string, (alias: string) => string>>,
  only: string,
): Promise<FieldRow[]> {
  const values = Object.entries(fields).map(([field, text]) => `('${field}', ${text('b')}, ${text('t')})`);
  return tx.rows<FieldRow>(sql`
    with differing as (
      select t.id, ${raw(who)} as who, f.field, coalesce(f.was, '') as was, coalesce(f.is_now, '') as is_now
      from ${raw(table)} t join ${raw(before)} b on b.id = t.id
      cross join lateral (values ${raw(values.join(', '))}) f (field, was, is_now)
      where t.shop_id = ${tx.shopId} and t.origin = ${origin} and ${raw(only)}
        and coalesce(f.was, '') <> coalesce(f.is_now, '')
    ),
    numbered as (
      select *, row_number() over (partition by field order by id) as nth from differing
    )
    select field, count(*) as rows,
           coalesce(jsonb_agg(jsonb_build_object('who', who, 'before', left(was, 80), 'after', left(is_now, 80)) order by nth)
             filter (where nth <= 3), '[]') as examples
    from numbered group by field order by count(*) desc, field`);
}

async function customerFields(tx: Tx, origin: string): Promise<FieldChange[]> {
  const heard = "b.version_at is distinct from '-infinity'";
  const rows = await readFields(tx, ['customer_record', 'before_record'], NAME('t'), origin, CUSTOMER_COMPARED, heard);
  return rows.map((row) => ({ subject: 'customer', ...row }));
}

async function orderFields(tx: Tx, origin: string, currency: string): Promise<FieldChange[]> {
  const who = 'coalesce(t.name, t.external_id)';
  const rows = await readFields(tx, ['sales_order', 'before_order'], who, origin, ORDER_FIELDS, 'true');
  const asMoney = (text: string) => {
    const [unit, minor] = text.split(' ');
    return text === '' ? '' : formatMoney(Number(minor), unit ?? currency, 'en');
  };
  return rows.map((row) => ({
    subject: 'order',
    ...row,
    examples:
      row.field === 'total'
        ? row.examples.map((one) => ({ ...one, before: asMoney(one.before), after: asMoney(one.after) }))
        : row.examples,
  }));
}

async function countOthers(tx: Tx, sourceId: number, origin: string): Promise<DryRunFound['others']> {
  const counts: DryRunFound['others'] = [];
  for (const [table, kind] of Object.entries(OTHERS)) {
    const [row] = await tx.rows<{ created: number; changed: number }>(sql`
      select count(*) filter (where b.said is null) as created,
             count(*) filter (where b.said <> ${raw(SAID('t'))}) as changed
      from ${raw(table)} t left join ${raw(`before_${table}`)} b using (external_id)
      where t.shop_id = ${tx.shopId} and t.source_id = ${sourceId} and t.origin = ${origin}`);
    if (row && row.created + row.changed > 0) {
      counts.push({ kind, ...row });
    }
  }
  return counts;
}

/** Records that were not there before, by whether their profile was. */
async function readJoined(tx: Tx): Promise<DryRunFound['joined']> {
  await tx.run(sql`
    create temporary table fresh_member on commit drop as
    select a.record_id, a.profile_id,
           exists (select from profile_member k join before_member b on b.record_id = k.record_id
                   where k.shop_id = a.shop_id and k.profile_id = a.profile_id) as joins
    from profile_member a left join before_member b using (record_id)
    where a.shop_id = current_shop() and b.record_id is null`);
  const [counted] = await tx.rows<{ records: number; profiles: number; newProfiles: number }>(sql`
    select count(*) filter (where joins) as records, count(distinct profile_id) filter (where joins) as profiles,
           count(distinct profile_id) filter (where not joins) as "newProfiles" from fresh_member`);
  const examples = await tx.rows<{ who: string; profile: string; because: string[] }>(sql`
    select ${raw(NAME('r'))} as who, coalesce(p.display_name, p.email, '') as profile,
           array(select distinct i.kind from identifier i
                 join identifier o on o.shop_id = i.shop_id and o.kind = i.kind and o.value_normal = i.value_normal and o.record_id <> i.record_id
                 join profile_member m on m.shop_id = o.shop_id and m.record_id = o.record_id and m.profile_id = f.profile_id
                 where i.shop_id = r.shop_id and i.record_id = r.id order by 1) as because
    from (select * from fresh_member where joins order by record_id limit 8) f
    join customer_record r on r.shop_id = ${tx.shopId} and r.id = f.record_id
    join profile p on p.shop_id = ${tx.shopId} and p.id = f.profile_id
    order by f.record_id`);
  return { ...counted!, examples };
}

/** Profiles of before that are a part of another one now. */
async function countFused(tx: Tx): Promise<number> {
  const [row] = await tx.rows<{ n: number }>(sql`
    select coalesce(sum(parts - 1), 0)::bigint as n from (
      select count(distinct b.profile_id) as parts
      from profile_member a join before_member b using (record_id)
      where a.shop_id = ${tx.shopId} group by a.profile_id having count(distinct b.profile_id) > 1) g`);
  return row?.n ?? 0;
}

/** Consent by channel: of people who were here, what it was and is; of new ones, what it is if anything is known of it. */
function readConsents(tx: Tx): Promise<DryRunFound['consents']> {
  return tx.rows(sql`
    with state as (
      select a.profile_id, c.channel, c.was, c.is_now
      from profile_member a
      join profile_metrics pm on pm.shop_id = a.shop_id and pm.profile_id = a.profile_id
      left join before_member b using (record_id)
      cross join lateral (values ('email', b.email_consent, pm.email_consent), ('sms', b.sms_consent, pm.sms_consent)) c (channel, was, is_now)
      where a.shop_id = ${tx.shopId}
        and (b.record_id is not null or not exists (select from fresh_member f where f.record_id = a.record_id and f.joins))
        and coalesce(c.was, 'unknown') <> c.is_now
    ),
    numbered as (
      select s.*, coalesce(p.display_name, p.email, '') as who,
             row_number() over (partition by s.channel, s.was, s.is_now order by s.profile_id) as nth
      from (select distinct * from state) s join profile p on p.shop_id = ${tx.shopId} and p.id = s.profile_id
    )
    select channel, was as "from", is_now as "to", count(*) as profiles,
           coalesce(array_agg(who order by nth) filter (where nth <= 3), '{}') as examples
    from numbered group by channel, was, is_now order by channel, was nulls last, is_now`);
}

async function readDoubts(
  tx: Tx,
  source: { id: number; name: string },
  origin: string,
  { customersCreated, customersChanged, customersUnchanged }: UploadCounters,
): Promise<string[]> {
  const known = customersChanged + customersUnchanged;
  const [seen] = await tx.rows<{
    customersBefore: number;
    renamed: number;
    storesBefore: number;
    newStores: string[];
    knownStores: number;
  }>(sql`
    select (select count(*) from before_record where version_at is distinct from '-infinity') as "customersBefore",
           (select count(*) from customer_record t join before_record b on b.id = t.id
            where t.shop_id = ${tx.shopId} and t.origin = ${origin} and b.version_at is distinct from '-infinity'
              and (b.email_normal <> t.email_normal or lower(${raw(NAME('b'))}) <> lower(${raw(NAME('t'))}))) as renamed,
           (select count(*) from before_store) as "storesBefore",
           array(select s.name from store s where s.shop_id = ${tx.shopId} and s.source_id = ${source.id}
                   and not exists (select from before_store b where b.id = s.id) order by s.id limit 3) as "newStores",
           (select count(distinct o.store_id) from sales_order o join before_store b on b.id = o.store_id
            where o.shop_id = ${tx.shopId} and o.source_id = ${source.id} and o.origin = ${origin}) as "knownStores"`);
  return doubtsOf({ ...seen!, sourceName: source.name, told: known + customersCreated, known });
}
