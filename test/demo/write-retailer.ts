import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { crmHeader } from './crm-contacts.ts';
import { forWindows1252 } from './csv.ts';
import type { Retailer } from './generate-retailer.ts';
import { loyaltyHeader } from './loyalty-members.ts';
import { newsletterHeader } from './newsletter-contacts.ts';
import { bucketOfInstant, type CsvShape, dailyTotals, orderAnswers, reviewsAndAnswers, sortedCsv } from './outlets.ts';
import { shopifyFile } from './shopify-file.ts';
import { squareCustomersHeader, squareItemsHeader } from './square-files.ts';
import { ticketsHeader } from './tickets.ts';

export type WrittenRetailer = {
  directory: string;
  people: number;
  households: number;
  /** Records by file name. */
  counts: Readonly<Record<string, number>>;
};

const csvFiles: readonly CsvShape[] = [
  { name: 'square-items.csv', header: squareItemsHeader, rows: (views) => views.squareItems, bucket: bucketOfInstant },
  { name: 'square-customers.csv', header: squareCustomersHeader, rows: (views) => views.squareCustomers, bucket: 1 },
  { name: 'crm-contacts.csv', header: crmHeader, rows: (views) => views.crmContacts, bucket: 5, byteOrderMark: true },
  {
    name: 'newsletter-contacts.csv',
    header: newsletterHeader,
    rows: (views) => views.newsletterContacts,
    bucket: bucketOfInstant,
    delimiter: ';',
    lineEnd: '\r\n',
    encode: (text) => iconv.encode(forWindows1252(text), 'win1252'),
  },
  { name: 'loyalty.csv', header: loyaltyHeader, rows: (views) => views.loyaltyMembers, bucket: bucketOfInstant },
  { name: 'tickets.csv', header: ticketsHeader, rows: (views) => views.tickets, bucket: 5 },
];

/**
 * Writes every file of the retailer into a directory, which is made if missing. Rows are put in order on disk (in
 * `.parts`, removed at the end); what stays in memory is about 2 KB a person. Same retailer, same bytes.
 */
export async function writeRetailer(retailer: Retailer, directory: string): Promise<WrittenRetailer> {
  const folders = { out: directory, waiting: join(directory, '.parts') };
  mkdirSync(directory, { recursive: true });
  rmSync(folders.waiting, { recursive: true, force: true });
  const outlets = [
    ...csvFiles.map((shape) => sortedCsv(folders, shape)),
    reviewsAndAnswers(folders),
    orderAnswers(folders),
    dailyTotals(folders),
    shopifyFile(folders, retailer.shopify),
  ];
  let households = 0;
  for (const { views } of retailer.parts()) {
    for (const outlet of outlets) outlet.take(views);
    // A breath for the caller's timers and signals.
    if (++households % 2000 === 0) await new Promise(setImmediate);
  }
  const counts = Object.assign({}, ...outlets.map((outlet) => outlet.finish())) as Record<string, number>;
  rmSync(folders.waiting, { recursive: true, force: true });
  return { directory, people: retailer.options.people, households, counts };
}
