import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { generateRetailer } from '#test/demo/generate-retailer.ts';
import { readShopifyFile } from '#test/demo/read-shopify-file.ts';
import { writeRetailer } from '#test/demo/write-retailer.ts';
import { type StandIn, startStandIn } from '#test/shopify/start.ts';
import { type EmbeddedPostgres, freePort, startEmbeddedPostgres } from '#test/support/embedded-postgres.ts';

const ROOT = new URL('../..', import.meta.url).pathname;
const SECRET = 'the-demo-keeps-no-secrets-but-needs-a-long-one';

export type Demo = {
  standIn: StandIn;
  postgres: EmbeddedPostgres;
  /** Folder with the retailer's files and the answer key. */
  files: string;
  domain: string;
  /** The app framed in the admin. */
  address: string;
  end(): Promise<void>;
};

/** What is said while the demo comes up; standard error, so that the last line of standard output stays the result. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Starts PostgreSQL, the retailer's Shopify, the built app and its worker. Nothing is loaded yet. */
export async function startDemo(options: { people: number; seed: number; name: string }): Promise<Demo> {
  const files = await mkdtemp(join(tmpdir(), 'onefold-demo-'));
  say(`Making a retailer with ${options.people.toLocaleString('en')} people …`);
  await writeRetailer(generateRetailer({ people: options.people, seed: options.seed, now: new Date() }), files);
  buildIfOld();
  say('Starting PostgreSQL …');
  const postgres = await startEmbeddedPostgres(options.name, { fresh: true });
  const appPort = await freePort();
  const standIn = await startShopify(`http://127.0.0.1:${appPort}`);
  const dataset = await readShopifyFile(join(files, 'shopify.json'));
  const shop = standIn.addShop(dataset);
  say('Starting Onefold …');
  const env = environment(standIn, postgres.url, appPort);
  const children = [start('app/web/main.ts', env), start('app/worker/main.ts', env)];
  await answers(`http://127.0.0.1:${appPort}/healthz`);
  return {
    standIn,
    postgres,
    files,
    domain: shop.domain,
    address: `${standIn.shellUrl}/store/${shop.handle}/apps/${standIn.apiKey}/app`,
    end: async () => {
      await Promise.all(children.map(stop));
      await standIn.close();
      await postgres.stop();
      await rm(files, { recursive: true, force: true });
    },
  };
}

/** The usual ports where they are free, so that the address stays the same from day to day. */
async function startShopify(appUrl: string): Promise<StandIn> {
  const [shellPort, tunnelPort, apiPort] = await Promise.all([9080, 9081, 9082].map(portOrAny));
  process.env['SHOPIFY_STANDIN_ALLOW_PRODUCTION_BUILD'] = '1';
  return startStandIn({ appUrl, shellPort: shellPort!, tunnelPort: tunnelPort!, apiPort: apiPort! });
}

function portOrAny(port: number): Promise<number> {
  return new Promise((done) => {
    const probe = createServer();
    probe.once('error', () => done(0));
    probe.listen(port, () => probe.close(() => done(port)));
  });
}

function environment(standIn: StandIn, databaseUrl: string, port: number): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_ENV: 'production',
    LOG_LEVEL: 'warn',
    DATABASE_POOL: '10',
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    ONEFOLD_SECRET: SECRET,
    SHOPIFY_API_KEY: standIn.apiKey,
    SHOPIFY_API_SECRET: standIn.apiSecret,
    SHOPIFY_APP_URL: standIn.tunnelUrl,
    SCOPES: 'read_customers,write_customers,read_orders,read_all_orders,read_products,read_inventory,read_locations',
    SHOPIFY_STANDIN_URL: standIn.apiUrl,
    SHOPIFY_STANDIN_ALLOW_PRODUCTION_BUILD: '1',
  };
}

function start(file: string, env: NodeJS.ProcessEnv): ChildProcess {
  const preload = pathToFileURL(join(ROOT, 'test/shopify/preload.mjs')).href;
  return spawn(process.execPath, ['--import', preload, join(ROOT, file)], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = new Promise<void>((done) => child.once('exit', () => done()));
    child.kill('SIGTERM');
    await Promise.race([gone, sleep(5000).then(() => child.kill('SIGKILL'))]);
  }
}

async function answers(url: string): Promise<void> {
  for (let waited = 0; waited < 120_000; waited += 200) {
    if ((await fetch(url).catch(() => null))?.ok) {
      return;
    }
    await sleep(200);
  }
  throw new Error(`${url} does not answer`);
}

/** Builds the app if there is no build or if a source is newer than it. */
function buildIfOld(): void {
  const built = changedAt(join(ROOT, 'build/server/index.js'));
  if (newestIn(join(ROOT, 'app')) > built || changedAt(join(ROOT, 'vite.config.ts')) > built) {
    say('Building the app …');
    const remix = join(ROOT, 'node_modules/@remix-run/dev/dist/cli.js');
    // Vitest's mark would switch the Remix plugin off.
    const { VITEST: _mark, ...env } = process.env;
    execFileSync(process.execPath, [remix, 'vite:build'], {
      cwd: ROOT,
      env: { ...env, NODE_ENV: 'production' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  }
}

function newestIn(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .reduce((newest, entry) => Math.max(newest, changedAt(join(entry.parentPath, entry.name))), 0);
}

function changedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
