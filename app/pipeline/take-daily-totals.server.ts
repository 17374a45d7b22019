import { audit } from '#app/governance/audit.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import { writeToldDays } from '#app/sources/books-days.server.ts';
import { countDifferences, dropDayDifferences, keepDifferences } from '#app/sources/books-differences.server.ts';
import { MOST_TOTALS_BYTES, readDailyTotals } from '#app/sources/books-file.server.ts';
import { changeBooksRun, openBooksRun, readBooksRun } from '#app/sources/books-run.server.ts';
import { explainTillDays } from '#app/sources/books-till.server.ts';

/**
 * Compares a source that has no interface with its own count of each day: takes the file, writes the days down beside what is
 * here, and says why they differ as far as it can be told. Throws a Refusal for a file that cannot be read whole.
 */
export async function takeDailyTotals(
  shop: Shop,
  sourceId: number,
  content: AsyncIterable<Uint8Array>,
  actor: string,
): Promise<number> {
  const told = readDailyTotals(await collect(content), shop);
  const days = told.map((one) => one.day).sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) {
    throw new Refusal('sources.totals_unreadable', 'The file holds no day.', {
      remedy: 'Export the daily totals again.',
    });
  }
  return withShop(shop.shopId, async (tx) => {
    const runId = await openBooksRun(tx, { sourceId, kind: 'file', window: { from: first, to: last }, askedBy: actor });
    const run = (await readBooksRun(tx, runId))!;
    await writeToldDays(tx, run, told);
    await dropDayDifferences(tx, run);
    await keepDifferences(tx, run, await explainTillDays(tx, run));
    const found = await countDifferences(tx, runId);
    await changeBooksRun(tx, runId, {
      state: 'done',
      startedAt: new Date(),
      finishedAt: new Date(),
      found,
      readMore: told.length,
    });
    await audit(tx, actor, 'books.totals', String(runId), { source: sourceId, days: days.length });
    return runId;
  });
}

async function collect(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of content) {
    bytes += piece.length;
    if (bytes > MOST_TOTALS_BYTES) {
      throw new Refusal('sources.totals_too_large', 'The file is too large for a list of days.', {
        remedy: 'Upload the totals of each day here; the sales themselves go to “Bring in a file”.',
      });
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
