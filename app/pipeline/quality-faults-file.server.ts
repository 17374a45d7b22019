import { csvLines } from '#app/activation/write-csv.ts';
import { audit } from '#app/governance/audit.server.ts';
import { toDecimal } from '#app/normalise/money.ts';
import { withShop } from '#app/platform/db.server.ts';
import type { Check } from '#app/quality/check.ts';
import { type Fault, listFaults } from '#app/quality/list-faults.server.ts';
import { findCheckOf } from '#app/quality/standards.server.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import { requireTakeOut, type Taker } from './activation-download.server.ts';

/** Rows read at a time: all of them come, but never all in memory. */
const PIECE = 5000;
const COLUMNS = [
  'Source',
  'Id in source',
  'Name or number',
  'What stands there',
  'Day',
  'Net amount',
  'Currency',
  'Profile',
  'Store',
  'Staff',
];

/**
 * All rows that fail a check now, as a file that is read piece by piece. Null if there is no such check. Throws a Refusal for
 * whoever may not take people out. The download is audited before its first row.
 */
export async function faultsFile(
  shop: Shop,
  query: { checkKey: string; sourceId: number | null },
  by: Taker,
): Promise<{ name: string; pieces: AsyncGenerator<Uint8Array> } | null> {
  requireTakeOut(by.staff);
  const check = await withShop(shop.shopId, (tx) => findCheckOf(tx, query.checkKey, new Date()));
  if (!check) {
    return null;
  }
  await withShop(shop.shopId, (tx) =>
    audit(
      tx,
      by.actor,
      'quality.rows_downloaded',
      check.key,
      query.sourceId === null ? {} : { source: query.sourceId },
    ),
  );
  return { name: `${check.key.replaceAll('_', '-')}.csv`, pieces: write(shop, check, query.sourceId) };
}

async function* write(shop: Shop, check: Check, sourceId: number | null): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  const now = new Date();
  yield encoder.encode(`\uFEFF${csvLines([COLUMNS])}\r\n`);
  let afterId = 0;
  for (;;) {
    const range = { sourceId, afterId, limit: PIECE };
    const faults = await withShop(shop.shopId, (tx) => listFaults(tx, shop, check, range, now));
    if (faults.length > 0) {
      yield encoder.encode(`${csvLines(faults.map(cellsOf))}\r\n`);
    }
    if (faults.length < PIECE) {
      return;
    }
    afterId = faults.at(-1)!.id;
  }
}

function cellsOf(fault: Fault): string[] {
  const amount = fault.netMinor === null || fault.currency === null ? '' : toDecimal(fault.netMinor, fault.currency);
  return [
    fault.source,
    fault.externalId,
    fault.title,
    fault.found ?? '',
    fault.day ?? '',
    amount,
    fault.currency ?? '',
    fault.profileId ?? '',
    fault.store ?? '',
    fault.staff ?? '',
  ];
}
