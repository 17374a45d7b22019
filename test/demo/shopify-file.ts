import { join } from 'node:path';
import type { Dataset } from '#test/shopify/dataset.ts';
import type { Folders, Outlet } from './outlets.ts';
import { SortedParts } from './sorted-parts.ts';
import { TextFile } from './text-file.ts';

/** Ids begin with nine digits of seconds: the first three change every twelve days. */
const bucketOfId = 3;

/**
 * shopify.json: one Dataset, written as a stream. Customers and orders stand one a line, in order of their ids (so of
 * time), so that a file beyond the longest string V8 can hold (512 MiB) may be read line by line: see read-shopify-file.ts.
 */
export function shopifyFile(folders: Folders, fixed: Pick<Dataset, 'shop' | 'locations' | 'products'>): Outlet {
  const customers = new SortedParts(join(folders.waiting, 'customers'), bucketOfId);
  const orders = new SortedParts(join(folders.waiting, 'orders'), bucketOfId);
  return {
    take(views) {
      for (const customer of views.shopifyCustomers) customers.add(customer.id, JSON.stringify(customer));
      for (const order of views.shopifyOrders) orders.add(order.id, JSON.stringify(order));
    },
    finish() {
      const file = new TextFile(join(folders.out, 'shopify.json'));
      file.write(`{"shop":${JSON.stringify(fixed.shop)},\n"locations":${JSON.stringify(fixed.locations)},\n`);
      file.write(`"products":[\n${fixed.products.map((product) => JSON.stringify(product)).join(',\n')}\n],\n`);
      const customerCount = writeList(file, 'customers', customers.drain());
      file.write(',\n');
      const orderCount = writeList(file, 'orders', orders.drain());
      file.write('}\n');
      file.close();
      return { 'shopify.json customers': customerCount, 'shopify.json orders': orderCount };
    },
  };
}

function writeList(file: TextFile, name: string, lines: Iterable<string>): number {
  file.write(`"${name}":[`);
  let count = 0;
  for (const line of lines) file.write(`${count++ === 0 ? '\n' : ',\n'}${line}`);
  file.write('\n]');
  return count;
}
