import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { readShopifyFile } from '#test/demo/read-shopify-file.ts';
import { FILES } from './load-demo.ts';
import type { Demo } from './start-demo.ts';

export type Finding = { what: string; expected: number; found: number };
export type PairQuality = { records: number; truePairs: number; precision: number; recall: number };

async function one(look: pg.Client, question: string): Promise<number> {
  const { rows } = await look.query<{ n: string }>(question);
  return Number(rows[0]?.n);
}

/** Counts and sums of what came in, against what the retailer really has. Minor units. */
export async function countDemo(demo: Demo, look: pg.Client): Promise<Finding[]> {
  const shopify = await readShopifyFile(join(demo.files, 'shopify.json'));
  const totals = (await readRows(join(demo.files, 'square-daily-totals.csv'))).map((row) => row.at(-1) ?? '0');
  const ofShopify =
    "from sales_order o join source s on s.shop_id = o.shop_id and s.id = o.source_id and s.kind = 'shopify'";
  const ofSquare = ofShopify.replace('shopify', 'square');
  const minor = (text: string) => Math.round(Number(text) * 100);
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  return [
    {
      what: 'Shopify customers',
      expected: shopify.customers.length,
      found: await one(
        look,
        "select count(*) as n from customer_record r join source s on s.shop_id = r.shop_id and s.id = r.source_id where s.kind = 'shopify' and r.kind = 'customer'",
      ),
    },
    {
      what: 'Shopify orders',
      expected: shopify.orders.length,
      found: await one(look, `select count(*) as n ${ofShopify}`),
    },
    {
      what: 'Shopify order totals',
      expected: sum(shopify.orders.map((order) => minor(order.total))),
      found: await one(look, `select sum(o.total_minor) as n ${ofShopify}`),
    },
    {
      what: 'Shopify refunds',
      expected: sum(shopify.orders.flatMap((order) => order.refunds.map((refund) => minor(refund.amount)))),
      found: await one(look, `select coalesce(sum(o.refunded_minor), 0) as n ${ofShopify}`),
    },
    {
      what: 'till revenue, net of refunds',
      expected: sum(totals.map(minor)),
      found: await one(look, `select sum(o.net_minor) as n ${ofSquare}`),
    },
    {
      what: 'files imported',
      expected: FILES.length,
      found: await one(look, "select count(*) as n from upload where state = 'done'"),
    },
    {
      what: 'refused rows',
      expected: 0,
      found: await one(look, "select count(*) as n from upload_row_issue where severity = 'refused'"),
    },
    {
      what: 'failed deliveries',
      expected: 0,
      found: await one(look, "select count(*) as n from inbox_event where state = 'dead'"),
    },
    {
      what: 'sources not heard from',
      expected: 0,
      found: await one(look, 'select count(*) as n from source where last_heard_at is null'),
    },
    {
      what: 'records without a profile',
      expected: 0,
      found: await one(
        look,
        'select count(*) as n from customer_record r where not exists (select from profile_member m where m.shop_id = r.shop_id and m.record_id = r.id)',
      ),
    },
  ];
}

/** A sale with the button of the panel, and how long it took until the order was on a profile's figures. */
export async function followSale(demo: Demo, look: pg.Client): Promise<number> {
  const before = await one(look, 'select coalesce(sum(orders_count), 0) as n from profile_metrics');
  const started = Date.now();
  await demo.standIn.control('sale-online', { shop: demo.domain });
  while (Date.now() - started < 30_000) {
    if ((await one(look, 'select coalesce(sum(orders_count), 0) as n from profile_metrics')) > before) {
      return Date.now() - started;
    }
    await sleep(50);
  }
  throw new Error('a sale did not reach a profile within 30 seconds');
}

/** Sources of the answer key by the names that the demo gives to the files. */
const KEY_OF_SOURCE: Readonly<Record<string, string>> = {
  Square: 'square',
  CRM: 'crm',
  Newsletter: 'newsletter',
  Loyalty: 'loyalty',
  'Help desk': 'tickets',
};

/** Pairwise precision and recall of the profiles against the answer key, over the records that the key can name. */
export async function judgeProfiles(demo: Demo, look: pg.Client): Promise<PairQuality> {
  const key = new Map(
    (await readRows(join(demo.files, 'answer-key.csv'))).map(([source, id, person]) => [`${source}|${id}`, person]),
  );
  const { rows } = await look.query<{ name: string; kind: string; external_id: string; profile_id: string }>(
    `select s.name, s.kind, r.external_id, m.profile_id from customer_record r
     join source s on s.shop_id = r.shop_id and s.id = r.source_id
     join profile_member m on m.shop_id = r.shop_id and m.record_id = r.id`,
  );
  const known = rows.flatMap((row) => {
    const source =
      row.kind === 'shopify'
        ? row.external_id.startsWith('guest:')
          ? 'shopify_guest'
          : 'shopify'
        : KEY_OF_SOURCE[row.name];
    const person = key.get(`${source}|${row.external_id.replace(/^guest:/, '')}`);
    return person ? [{ person, profile: row.profile_id }] : [];
  });
  const together = pairs(known.map(({ person, profile }) => `${person}|${profile}`));
  const found = pairs(known.map(({ profile }) => profile));
  const truth = pairs(known.map(({ person }) => person));
  return {
    records: known.length,
    truePairs: truth,
    precision: together / Math.max(1, found),
    recall: together / Math.max(1, truth),
  };
}

function pairs(groups: readonly string[]): number {
  const sizes = new Map<string, number>();
  for (const group of groups) {
    sizes.set(group, (sizes.get(group) ?? 0) + 1);
  }
  return [...sizes.values()].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
}

/** Rows below the header of a plain file of the retailer (no cell of these files holds a comma). */
async function readRows(path: string): Promise<string[][]> {
  const lines = (await readFile(path, 'utf8')).trim().split(/\r?\n/);
  return lines.slice(1).map((line) => line.split(','));
}
