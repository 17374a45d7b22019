import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Dataset } from '#test/shopify/dataset.ts';

/** Reads a shopify.json of any size back into memory, line by line; JSON.parse of the whole file ends at 512 MiB. */
export async function readShopifyFile(path: string): Promise<Dataset> {
  const dataset: Partial<Record<string, unknown>> = {};
  let list: unknown[] | null = null;
  for await (const line of createInterface({
    input: createReadStream(path, 'utf8'),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    const text = line.replace(/,$/u, '');
    const key = /^\{?"(\w+)":/u.exec(text);
    if (list !== null) {
      if (text === ']' || text === ']}') list = null;
      else list.push(JSON.parse(text));
    } else if (key) {
      const [opening, name = ''] = key;
      const value = text.slice(opening.length);
      list = value === '[' ? [] : null;
      dataset[name] = list ?? JSON.parse(value);
    }
  }
  return dataset as Dataset;
}
