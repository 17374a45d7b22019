import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { membersFile, readDownloadPage } from '#app/pipeline/activation-download.server.ts';
import { changeRole, readActivationPage } from '#app/pipeline/activation-page.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { sampleDataset } from '#test/shopify/sample-dataset.ts';
import { BY_OWNER, BY_READER, useShop } from './use-shop.ts';

const dataset = sampleDataset();
const [first, second] = dataset.customers;
const open = useShop({
  ...dataset,
  customers: dataset.customers.map((one) =>
    one === first
      ? { ...one, firstName: '=HYPERLINK("http://evil.example")', lastName: 'Formula', tags: ['vip'] }
      : one === second
        ? { ...one, tags: ['vip'], emailConsent: { ...one.emailConsent, marketingState: 'UNSUBSCRIBED' } }
        : one,
  ),
});

async function contentOf(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const piece of pieces) {
    chunks.push(piece);
  }
  return Buffer.concat(chunks).toString();
}

async function download(segmentId: number, columns: string[], reach: 'all' | 'email' | 'sms' = 'all') {
  const file = await membersFile(open.shop, { segmentId, columns, reach }, BY_OWNER);
  const text = await contentOf(file!.pieces);
  return { text, rows: Papa.parse<Record<string, string>>(text.slice(1), { header: true, skipEmptyLines: true }).data };
}

describe('the download of a segment', () => {
  it('holds each member once, with the columns that were asked for and consent beside each contact', async () => {
    const segmentId = await open.segment('Vip', "customer_tags CONTAINS 'vip'");
    const page = await readDownloadPage(open.shop.shopId, segmentId);
    const { rows } = await download(segmentId, ['name', 'email', 'shopify_ids']);
    const vips = [...open.atShopify.customers.values()].filter((one) => one.tags.includes('vip'));
    const ids = rows.flatMap((row) => row['Shopify customers']!.split(' '));
    expect(ids).toEqual(expect.arrayContaining(vips.map((one) => one.id)));
    expect(new Set(ids).size).toBe(ids.length);
    expect(Object.keys(rows[0]!)).toEqual(['Name', 'Email', 'Email consent', 'Shopify customers']);
    expect(page?.consents.members).toBe(rows.length);
  });

  it('leaves out who has not agreed, when that is asked', async () => {
    const segmentId = await open.segment('Vip by mail', "customer_tags CONTAINS 'vip'");
    const { rows } = await download(segmentId, ['email'], 'email');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map((row) => row['Email'])).not.toContain(second?.email);
    expect(new Set(rows.map((row) => row['Email consent']))).toEqual(new Set(['granted']));
  });

  it('runs no formula in a spreadsheet', async () => {
    const segmentId = await open.segment('Vip formula', "customer_tags CONTAINS 'vip'");
    const { text } = await download(segmentId, ['name']);
    expect(text).toContain(`'=HYPERLINK`);
    expect(text).not.toMatch(/(^|,|")=HYPERLINK/m);
  });

  it('is refused to whoever lacks the role, until the owner gives it; and leaves a line in the audit log', async () => {
    const segmentId = await open.segment('Vip refused', "customer_tags CONTAINS 'vip'");
    const wish = { segmentId, columns: ['name'], reach: 'all' as const };
    await expect(membersFile(open.shop, wish, BY_READER)).rejects.toThrow(Refusal);
    const { rows: people } = await download(segmentId, ['name']);
    const { rows } = await open.flow.database.owner.query(
      "select actor, detail from audit_log where action = 'segment.downloaded' and subject = $1",
      [String(segmentId)],
    );
    expect(rows).toEqual([{ actor: BY_OWNER.actor, detail: { people: people.length, reach: 'all', columns: 'name' } }]);
  });

  it('knows who asks from Shopify, and lets only the owner give roles', async () => {
    const { requireStaff } = await import('#app/shopify.server.ts');
    const ask = async (user: string) => {
      const token = (await open.flow.standIn.control('session-token', { shop: open.shop.domain, user })).body['token'];
      const headers = { authorization: `Bearer ${String(token)}` };
      return requireStaff(new Request(new URL('/app', process.env['SHOPIFY_APP_URL']), { headers }));
    };
    expect((await ask('902541635')).staff).toMatchObject({ name: 'Olive Owner', isOwner: true });
    const sam = await ask('902541636');
    expect(sam.staff).toMatchObject({ name: 'Sam Staff', isOwner: false, role: 'reader' });
    const wish = { staffId: sam.staff.staffId, role: 'marketer' };
    await expect(changeRole(open.shop.shopId, sam, wish)).rejects.toThrow('Only the owner');
    await changeRole(open.shop.shopId, BY_OWNER, wish);
    expect((await readActivationPage(open.shop.shopId)).staff).toContainEqual({ ...sam.staff, role: 'marketer' });
    const segmentId = await open.segment('Vip for Sam', "customer_tags CONTAINS 'vip'");
    const again = await ask('902541636');
    expect(await membersFile(open.shop, { segmentId, columns: [], reach: 'all' }, again)).not.toBeNull();
  });
});
