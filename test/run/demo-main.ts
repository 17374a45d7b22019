import { parseArgs } from 'node:util';
import pg from 'pg';
import { countDemo, followSale, judgeProfiles } from '#test/demo-run/check-demo.ts';
import { loadDemo } from '#test/demo-run/load-demo.ts';
import { type Demo, say, startDemo } from '#test/demo-run/start-demo.ts';

/**
 * `npm run demo`: PostgreSQL, the stand-in for Shopify, the built app and its worker, filled with the demo retailer by the
 * doors that a merchant has. `-- --check` does the same at a small size, compares the result and ends; `-- --people N`.
 */
const { values } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    people: { type: 'string' },
    seed: { type: 'string', default: '7' },
  },
});
const people = Number(values.people ?? (values.check ? 300 : 2000));
const demo = await startDemo({ people, seed: Number(values.seed), name: values.check ? 'demo-check' : 'demo' });
const look = new pg.Client({ connectionString: demo.postgres.url });
let ending = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void end(0));
}

try {
  await look.connect();
  await loadDemo(demo, look);
  if (values.check) {
    await end((await check(demo)) ? 0 : 1);
  } else {
    await demo.standIn.control('live', { shop: demo.domain, perMinute: 12 });
    await invite(demo);
  }
} catch (error) {
  say(`The demo failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  await end(1);
}

async function check(running: Demo): Promise<boolean> {
  const findings = await countDemo(running, look);
  const quality = await judgeProfiles(running, look);
  const saleMs = await followSale(running, look);
  const wrong = findings.filter((one) => one.expected !== one.found);
  for (const one of findings) {
    say(`${one.expected === one.found ? 'ok   ' : 'WRONG'} ${one.what}: ${one.found} (expected ${one.expected})`);
  }
  const isGood = wrong.length === 0 && quality.precision >= 0.9 && quality.recall >= 0.6;
  const figures = Object.fromEntries(findings.map((one) => [one.what, one.found]));
  process.stdout.write(
    `${JSON.stringify({ ok: isGood, people, ...figures, identity: quality, saleToProfileMs: saleMs })}\n`,
  );
  return isGood;
}

async function invite(running: Demo): Promise<void> {
  const { rows } = await look.query<{ name: string; id: string }>(
    `select p.display_name as name, p.public_id as id from profile p join profile_metrics m on m.shop_id = p.shop_id and m.profile_id = p.id
     where m.channels @> array['online', 'pos'] and p.records_count between 2 and 6 order by m.net_minor desc limit 1`,
  );
  const known = rows[0];
  say('');
  say(`Open ${running.address}`);
  if (known) {
    say(`Known online and at the till: ${known.name}, ${running.address}/profiles/${known.id}`);
  }
  say('Sales keep coming in. Ctrl-C ends everything.');
  process.stdout.write(`${running.address}\n`);
}

async function end(code: number): Promise<void> {
  if (!ending) {
    ending = true;
    await look.end().catch(() => undefined);
    await demo.end();
    process.exit(code);
  }
}
