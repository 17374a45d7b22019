import pg from 'pg';

/** The tables that are filled; their indexes are made at the end, each in one go: entry by entry took half the time. */
const FILLED = ['customer_record', 'profile_member', 'profile', 'sales_order', 'order_line', 'profile_metrics'];

/**
 * People with ten times as many order lines, made in the database itself: 4 orders a person on average, spread unevenly (some have
 * none, a few very many), 2.5 lines each, 500 products, seven in ten orders online. Deterministic: hashes instead of chance.
 */
export async function populate(url: string, shopId: number, people: number): Promise<void> {
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  try {
    await owner.query("set work_mem = '256MB'; set maintenance_work_mem = '512MB'");
    const indexes = await dropIndexes(owner);
    for (const statement of [...statements(shopId, people), ...indexes, 'vacuum analyze']) {
      await owner.query(statement);
    }
  } finally {
    await owner.end();
  }
}

/** Drops the indexes of the tables to be filled, keys as well; gives the statements that make them again. */
async function dropIndexes(owner: pg.Client): Promise<string[]> {
  const { rows } = await owner.query<{ drop: string; make: string }>(
    `select case when c.oid is null then 'drop index ' || i.indexrelid::regclass
                 else 'alter table ' || i.indrelid::regclass || ' drop constraint ' || quote_ident(c.conname) end as drop,
            case when c.oid is null then pg_get_indexdef(i.indexrelid)
                 else 'alter table ' || i.indrelid::regclass || ' add constraint ' || quote_ident(c.conname) || ' ' || pg_get_constraintdef(c.oid) end as make
     from pg_index i left join pg_constraint c on c.conindid = i.indexrelid and c.contype in ('p', 'u')
     where i.indrelid = any($1::regclass[])`,
    [FILLED],
  );
  for (const { drop } of rows) {
    await owner.query(drop);
  }
  return rows.map(({ make }) => make);
}

/** A number from 0 up to, not including, `below`, out of a column and a salt. */
function chance(column: string, salt: number, below: number): string {
  return `(abs(hashint8extended(${column}::bigint, ${salt}) % ${below}))`;
}

function statements(shop: number, people: number): string[] {
  const country = `(array['US','US','US','DE','GB','FR','NL','CA','AU','JP'])[1 + ${chance('n', 1, 10)}]`;
  const consent = (salt: number) =>
    `(array['granted','granted','unknown','unknown','denied'])[1 + ${chance('n', salt, 5)}]`;
  return [
    `insert into source (shop_id, kind, name, last_heard_at) values (${shop}, 'shopify', 'Shopify', now())`,
    `insert into product (shop_id, source_id, external_id, title, product_type, vendor, tags)
     select ${shop}, s.id, (1000 + n)::text, 'Product ' || n, 'Type ' || n % 20, 'Vendor ' || n % 25, array['tag-' || n % 10, 'all']
     from generate_series(0, 499) n, source s where s.shop_id = ${shop}`,
    `insert into customer_record (shop_id, id, source_id, external_id, email, country, version_at) overriding system value
     select ${shop}, n, s.id, n::text, 'p' || n || '@bench.example', ${country}, now() from generate_series(1, ${people}) n, source s
     where s.shop_id = ${shop}`,
    `insert into profile_member (shop_id, record_id, profile_id) select ${shop}, n, n from generate_series(1, ${people}) n`,
    `insert into profile (shop_id, id, public_id, display_name, email, phone, country, tags, first_seen_at)
     select ${shop}, n, gen_random_uuid(), 'Person ' || n, 'p' || n || '@bench.example', case when n % 3 = 0 then '+4930' || n end,
            ${country}, case when ${chance('n', 2, 20)} = 0 then array['vip'] when ${chance('n', 3, 4)} = 0 then array['newsletter'] else '{}' end,
            timestamptz '2023-01-01' + ${chance('n', 4, 1000)} * interval '1 day'
     from generate_series(1, ${people}) n`,
    `insert into sales_order (shop_id, id, source_id, external_id, record_id, channel, placed_at, day, currency, total_minor, net_minor)
     overriding system value
     select ${shop}, n, s.id, n::text, 1 + floor(power(${chance('n', 5, 1_000_000)} / 1e6::float8, 1.7) * ${people})::bigint,
            case when ${chance('n', 6, 10)} < 7 then 'online' else 'pos' end, at, at::date, 'EUR', amount, amount
     from (select n, timestamptz '2026-07-01' - ${chance('n', 7, 1200 * 1440)} * interval '1 minute' as at, 500 + ${chance('n', 8, 15_000)} as amount
           from generate_series(1, ${4 * people}) n) o, source s where s.shop_id = ${shop}`,
    `insert into order_line (shop_id, order_id, position, product_external_id, title, category, vendor, quantity, unit_minor, total_minor)
     select ${shop}, 1 + n / 5 * 2 + case when n % 5 < 2 then 0 else 1 end, n % 5, (1000 + product)::text, 'Product ' || product,
            'Category ' || product % 12, 'Vendor ' || product % 25, 1 + ${chance('n', 9, 3)}, price, price * (1 + ${chance('n', 9, 3)})
     from (select n, floor(power(${chance('n', 10, 100_000)} / 1e5::float8, 2) * 500)::int as product, 300 + ${chance('n', 11, 5000)} as price
           from generate_series(0, ${10 * people - 1}) n) l`,
    `insert into profile_metrics (shop_id, profile_id, orders_count, online_orders, pos_orders, gross_minor, net_minor, average_order_minor,
            first_order_at, last_order_at, first_order_day, last_order_day, email_consent, sms_consent)
     select ${shop}, n, coalesce(o.orders, 0), coalesce(o.online, 0), coalesce(o.pos, 0), coalesce(o.net, 0), coalesce(o.net, 0), o.net / o.orders,
            o.first, o.last, o.first::date, o.last::date, ${consent(12)}, ${consent(13)}
     from generate_series(1, ${people}) n
     left join (select record_id, count(*) as orders, count(*) filter (where channel = 'online') as online,
                       count(*) filter (where channel = 'pos') as pos, sum(net_minor)::bigint as net, min(placed_at) as first, max(placed_at) as last
                from sales_order where shop_id = ${shop} group by record_id) o on o.record_id = n`,
  ];
}
