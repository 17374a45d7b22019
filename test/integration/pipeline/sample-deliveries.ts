import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse, stringify } from 'lossless-json';

/** A payload of Shopify's as it would be delivered. */
export type SampleDelivery = { name: string; topic: string; body: string };

const FOLDER = join(process.env['ONEFOLD_DATA'] ?? join(import.meta.dirname, '../../../../shared/data'), 'webhooks');

/** Why the samples cannot be read; null if they can. */
export const samplesMissing = existsSync(FOLDER) ? null : `no sample payloads in ${FOLDER}`;

/** REST wraps an object in its name; webhooks do not. What has no topic of its own goes under one that nobody reads. */
const WRAPPED: Readonly<Record<string, string>> = {
  customer: 'customers/update',
  customers: 'customers/update',
  order: 'orders/updated',
  orders: 'orders/updated',
  refund: 'refunds/create',
  location: 'locations/update',
  transaction: 'order_transactions/create',
};

/** Every sample as deliveries, byte for byte where it is one already. */
export function sampleDeliveries(): SampleDelivery[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .flatMap((file) => deliveriesOf(basename(file, '.json'), readFileSync(join(FOLDER, file), 'utf8')));
}

function deliveriesOf(name: string, text: string): SampleDelivery[] {
  const [origin = '', ...words] = name.split('__');
  if (origin.startsWith('shopify-20')) {
    return [{ name, topic: words.join('/'), body: text }];
  }
  if (origin.startsWith('composed')) {
    return [{ name, topic: 'orders/create', body: text }];
  }
  const wrapped = Object.entries(parse(text) as Record<string, unknown>).filter(([key]) => key in WRAPPED);
  if (wrapped.length === 0) {
    return [{ name, topic: 'samples/other', body: text }];
  }
  return wrapped.flatMap(([key, value]) =>
    (Array.isArray(value) ? value : [value]).map((one, index) => ({
      name: `${name}#${index}`,
      topic: WRAPPED[key]!,
      body: stringify(one) ?? '',
    })),
  );
}
