import { chooseColumns, type MemberColumn, type Reach } from '#app/activation/member-columns.ts';
import { cellsOf, type MemberConsents, readMemberConsents, readMembers } from '#app/activation/read-members.server.ts';
import { csvLines } from '#app/activation/write-csv.ts';
import { audit } from '#app/governance/audit.server.ts';
import { mayTakeOut, type StaffMember } from '#app/governance/staff.ts';
import { withShop } from '#app/platform/db.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { readSegment } from '#app/segments/segment-store.server.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';

/** Members read at a time: all of them come, but never all in memory. */
const PIECE = 2000;

/** Who takes people out: as the audit log keeps it, and with the role. */
export type Taker = { actor: string; staff: StaffMember };

/** Throws a Refusal unless the member of staff may take people out of Onefold. */
export function requireTakeOut(staff: StaffMember): void {
  if (!mayTakeOut(staff)) {
    throw new Refusal('governance.role_missing', 'You may look at people here, but not take them out.', {
      remedy: 'The owner of the shop can give you the role under Segments → Sent to Shopify.',
    });
  }
}

export type DownloadPage = { segment: { id: number; name: string; isReady: boolean }; consents: MemberConsents };

/** What the page before a download shows; null if the segment does not exist. */
export function readDownloadPage(shopId: number, segmentId: number): Promise<DownloadPage | null> {
  return withShop(shopId, async (tx) => {
    const segment = await readSegment(tx, segmentId);
    return segment
      ? {
          segment: { id: segment.id, name: segment.name, isReady: segment.state === 'ready' },
          consents: await readMemberConsents(tx, segmentId),
        }
      : null;
  });
}

export type DownloadWish = { segmentId: number; columns: readonly string[]; reach: Reach };

/**
 * A segment's members as a file that is read piece by piece; null if the segment does not exist. Throws a Refusal for
 * whoever lacks the role. The download is audited before its first row, with what stands in it.
 */
export async function membersFile(
  shop: Shop,
  wish: DownloadWish,
  by: Taker,
): Promise<{ name: string; pieces: AsyncGenerator<Uint8Array> } | null> {
  requireTakeOut(by.staff);
  const columns = chooseColumns(wish.columns);
  const name = await withShop(shop.shopId, async (tx) => {
    const segment = await readSegment(tx, wish.segmentId);
    if (segment) {
      const detail = {
        people: segment.membersCount,
        reach: wish.reach,
        columns: columns.map((one) => one.key).join(' '),
      };
      await audit(tx, by.actor, 'segment.downloaded', String(wish.segmentId), detail);
    }
    return segment?.handle ?? null;
  });
  return name === null ? null : { name: `${name}.csv`, pieces: write(shop, wish, columns) };
}

async function* write(shop: Shop, wish: DownloadWish, columns: readonly MemberColumn[]): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  const keys = columns.map((one) => one.key);
  const headings = columns.map((one) => (one.key === 'net' ? `${one.label} (${shop.currency})` : one.label));
  yield encoder.encode(`\uFEFF${csvLines([headings])}\r\n`);
  let afterId = 0;
  for (;;) {
    const range = { segmentId: wish.segmentId, reach: wish.reach, afterId, limit: PIECE, timeZone: shop.timeZone };
    const members = await withShop(shop.shopId, (tx) => readMembers(tx, range));
    if (members.length > 0) {
      yield encoder.encode(`${csvLines(members.map((one) => cellsOf(one, keys, shop.currency)))}\r\n`);
    }
    if (members.length < PIECE) {
      return;
    }
    afterId = members.at(-1)!.id;
  }
}
