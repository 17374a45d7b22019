import { createReadStream, readFileSync, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { readShopifyFile } from '#test/demo/read-shopify-file.ts';
import type { Dataset } from './dataset.ts';
import { sampleDataset } from './sample-dataset.ts';
import { startStandIn } from './start.ts';
import type { StandInOptions } from './world/options.ts';

/** A line of a `.jsonl` dataset: one of the shop, a location, a product, a customer, an order. A shop opens a new dataset. */
type DatasetLine = {
  shop?: Dataset['shop'];
  location?: Dataset['locations'][number];
  product?: Dataset['products'][number];
  customer?: Dataset['customers'][number];
  order?: Dataset['orders'][number];
};

/** Beyond this a file is read line by line, as the demo retailer writes it: V8's strings end at 512 MiB. */
const LARGEST_TEXT = 256 * 1_024 * 1_024;

/** Datasets of a file: JSON (one dataset or a list), or JSON lines, which have no limit of size. */
async function readDatasets(path: string): Promise<Dataset[]> {
  if (path.endsWith('.jsonl')) return readLines(path);
  if (statSync(path).size > LARGEST_TEXT) return [await readShopifyFile(path)];
  const parsed = JSON.parse(readFileSync(path, 'utf8')) as Dataset | Dataset[];
  return Array.isArray(parsed) ? parsed : [parsed];
}

async function readLines(path: string): Promise<Dataset[]> {
  const datasets: Dataset[] = [];
  for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (text.trim() !== '') addLine(datasets, JSON.parse(text) as DatasetLine);
  }
  return datasets;
}

function addLine(datasets: Dataset[], line: DatasetLine): void {
  if (line.shop) datasets.push({ shop: line.shop, locations: [], products: [], customers: [], orders: [] });
  const current = datasets.at(-1);
  if (!current) throw new Error('The first line of a dataset must be its shop.');
  if (line.location) current.locations.push(line.location);
  if (line.product) current.products.push(line.product);
  if (line.customer) current.customers.push(line.customer);
  if (line.order) current.orders.push(line.order);
}

function optionsFrom(env: NodeJS.ProcessEnv): StandInOptions {
  return {
    shellPort: Number(env.STANDIN_SHELL_PORT ?? 9080),
    tunnelPort: Number(env.STANDIN_TUNNEL_PORT ?? 9081),
    apiPort: Number(env.STANDIN_API_PORT ?? 9082),
    ...(env.APP_URL ? { appUrl: env.APP_URL } : {}),
    ...(env.SHOPIFY_API_KEY ? { apiKey: env.SHOPIFY_API_KEY } : {}),
    ...(env.SHOPIFY_API_SECRET ? { apiSecret: env.SHOPIFY_API_SECRET } : {}),
    ...(env.STANDIN_APP_TOML ? { appToml: env.STANDIN_APP_TOML } : {}),
  };
}

/** Starts the three listeners and prints one line of JSON with their addresses when they are ready. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { dataset: { type: 'string', multiple: true }, empty: { type: 'boolean' } },
  });
  const standIn = await startStandIn(optionsFrom(process.env));
  const files = values.dataset ?? [];
  const datasets = (await Promise.all(files.map(readDatasets))).flat();
  if (datasets.length === 0 && !values.empty) datasets.push(sampleDataset());
  for (const dataset of datasets) standIn.addShop(dataset);
  const { shellUrl, tunnelUrl, apiUrl, apiKey, apiSecret } = standIn;
  const shops = [...standIn.world.shops.keys()];
  process.stdout.write(`${JSON.stringify({ ready: true, shellUrl, tunnelUrl, apiUrl, apiKey, apiSecret, shops })}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void standIn.close().then(() => process.exit(0)));
}

await main();
