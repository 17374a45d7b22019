import { join } from 'node:path';
import { csvLine } from './csv.ts';
import { reviewsHeader } from './reviews.ts';
import { SortedParts } from './sorted-parts.ts';
import { dailyTotalsHeader } from './square-files.ts';
import { TextFile } from './text-file.ts';
import { TillTotals } from './till-totals.ts';
import type { Row, Views } from './views.ts';

/** One file in the making: takes what households bring, and writes the rest at the end. */
export type Outlet = {
  take(views: Views): void;
  /** Completes and closes the file; gives the number of its records. */
  finish(): Record<string, number>;
};

/** Where files go, and where rows wait until all are there to be put in order. */
export type Folders = { out: string; waiting: string };

/** 14 digits of milliseconds: the first five change every twelve days. */
export const bucketOfInstant = 5;

export type CsvShape = {
  name: string;
  header: readonly string[];
  rows: (views: Views) => readonly Row[];
  /** How many characters of a row's order name its bucket. */
  bucket: number;
  delimiter?: string;
  lineEnd?: string;
  byteOrderMark?: boolean;
  encode?: (text: string) => Buffer;
};

/** A file whose rows are put in order before they are written. */
export function sortedCsv(folders: Folders, shape: CsvShape): Outlet {
  const { name, header, rows, bucket, delimiter = ',', lineEnd = '\n', byteOrderMark = false, encode } = shape;
  const sorted = new SortedParts(join(folders.waiting, name), bucket);
  return {
    take(views) {
      for (const row of rows(views)) sorted.add(row.order, csvLine(row.cells, delimiter));
    },
    finish() {
      const file = new TextFile(join(folders.out, name), encode);
      file.write((byteOrderMark ? '\ufeff' : '') + csvLine(header, delimiter) + lineEnd);
      let count = 0;
      for (const line of sorted.drain()) {
        file.write(line + lineEnd);
        count++;
      }
      file.close();
      return { [name]: count };
    },
  };
}

/**
 * Reviews and the answer key together: Judge.me gives reviews no id, so a review is known by the number of its data row
 * (the first below the header is 1), and that is settled only when the file is in order.
 */
export function reviewsAndAnswers(folders: Folders): Outlet {
  const sorted = new SortedParts(join(folders.waiting, 'reviews'), bucketOfInstant);
  const answers = new TextFile(join(folders.out, 'answer-key.csv'));
  answers.write('source,external_id,person_id,household_id\n');
  let answered = 0;
  return {
    take(views) {
      for (const row of views.reviews)
        sorted.add(row.order, `${row.personId},${row.householdId}\n${csvLine(row.cells)}`);
      for (const { source, externalId, personId, householdId } of views.answers) {
        answers.write(`${source},${externalId},${personId},${householdId}\n`);
        answered++;
      }
    },
    finish() {
      const file = new TextFile(join(folders.out, 'reviews.csv'));
      file.write(`${csvLine(reviewsHeader)}\n`);
      let count = 0;
      for (const entry of sorted.drain()) {
        const end = entry.indexOf('\n');
        file.write(`${entry.slice(end + 1)}\n`);
        answers.write(`reviews,${++count},${entry.slice(0, end)}\n`);
      }
      file.close();
      answers.close();
      return { 'reviews.csv': count, 'answer-key.csv': answered + count };
    },
  };
}

export function orderAnswers(folders: Folders): Outlet {
  const file = new TextFile(join(folders.out, 'answer-orders.csv'));
  file.write('source,order_external_id,person_id\n');
  let count = 0;
  return {
    take(views) {
      for (const { source, externalId, personId } of views.orderAnswers)
        file.write(`${source},${externalId},${personId ?? ''}\n`);
      count += views.orderAnswers.length;
    },
    finish() {
      file.close();
      return { 'answer-orders.csv': count };
    },
  };
}

/** The tills' own totals by day and store, to reconcile the items against. */
export function dailyTotals(folders: Folders): Outlet {
  const totals = new TillTotals();
  return {
    take(views) {
      for (const event of views.tillEvents) totals.add(event);
    },
    finish() {
      const file = new TextFile(join(folders.out, 'square-daily-totals.csv'));
      file.write(`${csvLine(dailyTotalsHeader)}\n`);
      const rows = totals.rows();
      for (const row of rows) file.write(`${csvLine(row)}\n`);
      file.close();
      return { 'square-daily-totals.csv': rows.length };
    },
  };
}
