import { beforeEach, describe, expect, it } from 'vitest';
import { applyRecords } from '#app/pipeline/apply-records.server.ts';
import {
  addRule,
  decideProposals,
  previewRule,
  readRulePage,
  removeRule,
  runRule,
  undoRule,
} from '#app/pipeline/clean-records.server.ts';
import { refreshDerived } from '#app/pipeline/refresh-derived.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import type { ConsentStatementInput, CustomerRecordInput } from '#app/records/types.ts';
import { readShop, type Shop } from '#app/shops/find-shop.server.ts';
import { READY_MADE } from '#app/sources/cleansing.ts';
import { ensureSource } from '#app/sources/source.server.ts';
import { useDatabase } from '#test/support/database.ts';

const database = useDatabase();
let shop: Shop;
const STEWARD = { actor: 'staff:1', staff: { staffId: '1', name: 'Sam', isOwner: false, role: 'steward' as const } };
const READER = { actor: 'staff:2', staff: { staffId: '2', name: 'Rae', isOwner: false, role: 'reader' as const } };

function person(externalId: string, said: Partial<CustomerRecordInput>, version = 1): CustomerRecordInput {
  return {
    kind: 'customer',
    recordKind: 'contact',
    provenance: 'imported',
    externalId,
    versionAt: new Date(Date.UTC(2026, 0, version)),
    ...said,
  };
}

const consent = (state: 'granted' | 'denied', externalId: string, contact: string): ConsentStatementInput => ({
  kind: 'consent',
  customerExternalId: externalId,
  versionAt: new Date(Date.UTC(2026, 0, 2)),
  channel: 'email',
  purpose: 'marketing',
  contact,
  state,
  statedAt: new Date(Date.UTC(2026, 0, 2)),
  method: 'form',
  evidence: null,
});

async function say(...records: (CustomerRecordInput | ConsentStatementInput)[]): Promise<void> {
  await withShop(shop.shopId, async (tx) => {
    const source = await ensureSource(tx, {
      kind: 'csv',
      name: 'Club',
      provenance: 'imported',
      trustRank: 50,
      expectedRhythmHours: null,
    });
    const origin = { sourceId: source.id, origin: 'upload:1', timeZone: 'UTC' };
    const { touchedRecords } = await applyRecords(tx, shop, origin, { records });
    await refreshDerived(tx, touchedRecords, 'upload:1');
  });
}

async function column(name: string): Promise<(string | null)[]> {
  const found = await database.owner.query<{ value: string | null }>(
    `select ${name} as value from customer_record where shop_id = $1 order by external_id`,
    [shop.shopId],
  );
  return found.rows.map((row) => row.value);
}

async function ready(key: (typeof READY_MADE)[number]['key']): Promise<number> {
  const { rule, name } = READY_MADE.find((one) => one.key === key)!;
  const ruleId = await addRule(shop.shopId, { ...rule, name, steps: [] }, 'staff:1');
  await runRule(shop.shopId, ruleId);
  return ruleId;
}

beforeEach(async () => {
  shop = await readShop((await database.makeShop({ country: 'DE' })).shopId);
});

describe('a rule over stored records', () => {
  it('writes names properly, shows them so in the profile, and gives them back', async () => {
    await say(
      person('1', { givenName: 'JAN', familyName: 'VAN DER BERG' }),
      person('2', { givenName: 'LeAnn', familyName: 'Ray' }),
    );
    const ruleId = await ready('names');
    expect(await column('given_name')).toEqual(['Jan', 'LeAnn']);
    const profile = await database.owner.query('select given_name from profile where shop_id = $1 order by 1', [
      shop.shopId,
    ]);
    expect(profile.rows.map((row) => row.given_name as string)).toEqual(['Jan', 'LeAnn']);
    expect((await readRulePage(shop.shopId, ruleId))!.changes).toMatchObject([{ before: 'JAN', after: 'Jan' }]);
    await expect(undoRule(shop.shopId, ruleId, READER)).rejects.toMatchObject({ code: 'governance.role' });
    await expect(removeRule(shop.shopId, ruleId, READER)).rejects.toMatchObject({ code: 'governance.role' });
    expect(await column('given_name'), 'a reader takes nothing back').toEqual(['Jan', 'LeAnn']);
    await undoRule(shop.shopId, ruleId, STEWARD);
    expect(await column('given_name')).toEqual(['JAN', 'LeAnn']);
    await runRule(shop.shopId, ruleId);
    expect(await column('given_name'), 'a rule that is off does nothing').toEqual(['JAN', 'LeAnn']);
  });

  it('cleans again what its source says anew, and gives back only what still is its own', async () => {
    await say(person('1', { givenName: 'ANNA' }), person('2', { givenName: 'OTTO' }));
    const ruleId = await ready('names');
    await say(person('1', { givenName: 'EVA' }, 3));
    expect(await column('given_name')).toEqual(['EVA', 'Otto']);
    await runRule(shop.shopId, ruleId);
    expect(await column('given_name')).toEqual(['Eva', 'Otto']);
    await say(person('2', { givenName: 'Ottilie' }, 3));
    await undoRule(shop.shopId, ruleId, STEWARD);
    expect(await column('given_name')).toEqual(['EVA', 'Ottilie']);
  });

  it('fills the country from the phone number and only where it is empty', async () => {
    await say(person('1', { phone: '+33 6 39 98 01 52' }), person('2', { phone: '+33 6 39 98 01 53', country: 'BE' }));
    await ready('country');
    expect(await column('country')).toEqual(['FR', 'BE']);
  });

  it('does not apply a chain twice, however often it runs', async () => {
    await say(person('1', { city: 'Ulm', region: 'BW' }));
    const steps = [{ kind: 'join' as const, columns: ['region'], separator: ', ' }];
    const rule = { field: 'city' as const, kind: 'steps' as const, steps };
    expect(await previewRule(shop.shopId, rule)).toMatchObject({
      looked: 1,
      changes: 1,
      shown: [{ before: 'Ulm', after: 'Ulm, BW' }],
    });
    expect(await column('city')).toEqual(['Ulm']);
    const ruleId = await addRule(shop.shopId, { ...rule, name: 'x', mode: 'apply' }, 'staff:1');
    await runRule(shop.shopId, ruleId);
    await runRule(shop.shopId, ruleId);
    expect(await column('city')).toEqual(['Ulm, BW']);
  });
});

describe('mistyped domains', () => {
  it('are proposed, and nothing changes until somebody decides', async () => {
    await say(person('1', { email: 'ann@gmial.com' }), person('2', { email: 'bob@gmail.com' }));
    const ruleId = await ready('domains');
    expect(await column('email')).toEqual(['ann@gmial.com', 'bob@gmail.com']);
    const { rule, changes } = (await readRulePage(shop.shopId, ruleId))!;
    expect(rule).toMatchObject({ proposed: 1, applied: 0 });
    expect(changes).toMatchObject([{ before: 'ann@gmial.com', after: 'ann@gmail.com' }]);
  });

  it('once accepted find the person by the new address; a refusal to be written to follows, a consent does not', async () => {
    await say(
      person('1', { email: 'ann@gmial.com' }),
      consent('denied', '1', 'ann@gmial.com'),
      person('2', { email: 'bob@gmial.com' }),
      consent('granted', '2', 'bob@gmial.com'),
    );
    const ruleId = await ready('domains');
    await decideProposals(shop.shopId, ruleId, { accept: true, recordIds: null, actor: 'staff:1' });
    expect(await column('email_normal')).toEqual(['ann@gmail.com', 'bob@gmail.com']);
    const identifiers = await database.owner.query(
      "select value_normal from identifier where shop_id = $1 and kind = 'email' order by 1",
      [shop.shopId],
    );
    expect(identifiers.rows.map((row) => row.value_normal as string)).toEqual(['ann@gmail.com', 'bob@gmail.com']);
    const consents = await database.owner.query(
      `select contact_normal, state from consent_statement where shop_id = $1 and contact_normal like '%gmail.com' order by 1`,
      [shop.shopId],
    );
    expect(consents.rows).toEqual([{ contact_normal: 'ann@gmail.com', state: 'denied' }]);
  });

  it('once refused are not proposed again', async () => {
    await say(person('1', { email: 'ann@gmial.com' }));
    const ruleId = await ready('domains');
    await decideProposals(shop.shopId, ruleId, { accept: false, recordIds: null, actor: 'staff:1' });
    await say(person('1', { email: 'ann@gmial.com', city: 'Ulm' }, 4));
    await runRule(shop.shopId, ruleId);
    expect((await readRulePage(shop.shopId, ruleId))!.rule.proposed).toBe(0);
    expect(await column('email')).toEqual(['ann@gmial.com']);
  });
});
