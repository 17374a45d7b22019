import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';

export type Duck = { count(where: string): Promise<number>; close(): void };

/** The bench's shop in DuckDB, as wide tables: what a columnar engine answers on the same data. */
export async function openDuck(url: string, shopId: number): Promise<Duck> {
  const folder = await mkdtemp(join(tmpdir(), 'onefold-bench-'));
  const database = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await database.connect();
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  try {
    for (const [table, question] of Object.entries(tables(shopId))) {
      const file = join(folder, `${table}.csv`);
      await pipeline(
        owner.query(copyTo(`copy (${question}) to stdout with (format csv, header)`)),
        createWriteStream(file),
      );
      await connection.run(
        `create table ${table} as select * from read_csv('${file}', header = true${typesOf(table)})`,
      );
      await rm(file);
    }
  } finally {
    await owner.end();
    await rm(folder, { recursive: true, force: true });
  }
  return {
    count: async (where) => {
      const reader = await connection.runAndReadAll(
        `select count(*)::int as members, sum(net), count(*) filter (where orders > 0), count(*) filter (where email), count(*) filter (where sms)
         from person p where ${where}`,
      );
      return Number(reader.getRows()[0]?.[0]);
    },
    close: () => connection.closeSync(),
  };
}

function typesOf(table: string): string {
  return table === 'lines'
    ? ", types = {'product': 'VARCHAR'}"
    : table === 'person'
      ? ", types = {'tags': 'VARCHAR[]'}"
      : '';
}

function tables(shop: number): Record<string, string> {
  return {
    person: `select p.id, p.country, '[' || array_to_string(p.tags, ',') || ']' as tags, m.net_minor as net, m.orders_count as orders, m.online_orders as online,
                    m.pos_orders as pos, m.average_order_minor as average, m.first_order_at at time zone 'UTC' as first, m.last_order_at at time zone 'UTC' as last,
                    m.email_consent as consent, m.email_consent = 'granted' and p.email <> '' as email,
                    coalesce(m.sms_consent = 'granted' and p.phone <> '', false) as sms
             from profile p join profile_metrics m on m.shop_id = p.shop_id and m.profile_id = p.id where p.shop_id = ${shop} order by p.id`,
    orders: `select record_id as profile_id, id, placed_at at time zone 'UTC' as placed, channel, total_minor as amount from sales_order where shop_id = ${shop} order by id`,
    lines: `select o.record_id as profile_id, l.order_id, o.placed_at at time zone 'UTC' as placed, o.channel, l.product_external_id as product, l.category, l.vendor,
                   d.product_type as type, l.quantity, l.total_minor as amount
            from order_line l join sales_order o on o.shop_id = l.shop_id and o.id = l.order_id
            left join product d on d.shop_id = l.shop_id and d.external_id = l.product_external_id where l.shop_id = ${shop} order by l.order_id`,
  };
}
