import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { merchant } from './merchant.ts';
import { type Demo, say } from './start-demo.ts';

/** The retailer's files, each with the name of the source it becomes. */
export const FILES = [
  ['square-customers.csv', 'Square'],
  ['square-items.csv', 'Square'],
  ['crm-contacts.csv', 'CRM'],
  ['newsletter-contacts.csv', 'Newsletter'],
  ['loyalty.csv', 'Loyalty'],
  ['reviews.csv', 'Reviews'],
  ['tickets.csv', 'Help desk'],
] as const;

/** Installs the app, waits for the history, uploads the files: all by the doors a merchant has. */
export async function loadDemo(demo: Demo, look: pg.Client): Promise<void> {
  const shop = merchant(demo);
  say('Installing the app and fetching the history from Shopify …');
  await shop.open();
  await until(
    look,
    'history',
    "select count(*) filter (where state <> 'done') as open, count(*) as all from backfill_operation",
  );
  for (const [file, source] of FILES) {
    say(`Uploading ${file} …`);
    await shop.importFile(join(demo.files, file), source);
  }
  await until(look, 'files', "select count(*) filter (where state <> 'done') as open, count(*) as all from upload");
  say('Learning how records of one person agree …');
  await until(
    look,
    'jobs',
    "select count(*) as open, 1 as all from graphile_worker._private_jobs where attempts < max_attempts and run_at < now() + interval '5 seconds'",
  );
}

/** Asks until nothing is open; a part that failed for good ends the wait. */
async function until(look: pg.Client, what: string, question: string): Promise<void> {
  for (let waited = 0; waited < 1_800_000; waited += 500) {
    const { rows } = await look.query<{ open: string; all: string }>(question);
    if (Number(rows[0]?.open) === 0 && Number(rows[0]?.all) > 0) {
      return;
    }
    const failed = await look.query(
      "select last_error as why from backfill_operation where state = 'failed' union all select failure from upload where state = 'failed'",
    );
    if (failed.rowCount) {
      throw new Error(`${what} failed: ${JSON.stringify(failed.rows)}`);
    }
    await sleep(500);
  }
  throw new Error(`${what} did not come to an end`);
}
