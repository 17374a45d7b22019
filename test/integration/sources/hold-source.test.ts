import { describe, expect, it } from 'vitest';
import { importFile } from '#app/pipeline/import-file.server.ts';
import {
  quarantineSource,
  readQuarantineOf,
  refuseHeld,
  releaseDue,
  releaseSource,
} from '#app/pipeline/quarantine-source.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import { eraseUploads } from '#app/sources/erase.server.ts';
import { exportUploads } from '#app/sources/export.server.ts';
import { pruneUploads } from '#app/sources/prune-uploads.server.ts';

import { useDatabase } from '#test/support/database.ts';
import { snapshotOf } from '../pipeline/store-snapshot.ts';
import { csv, type Imports, makeImports } from './use-imports.ts';

const database = useDatabase();

const STAFF = { staffId: '1', name: 'Olive', isOwner: false, role: 'steward' as const };
const STEWARD = { actor: 'staff:1', staff: STAFF };
const OWNER = { actor: 'staff:2', staff: { ...STAFF, staffId: '2', isOwner: true } };
const READER = { actor: 'staff:3', staff: { ...STAFF, staffId: '3', role: 'reader' as const } };

const HEADER = 'Customer ID,E-mail,Phone,First name,Last name,City';
const FIRST = csv(HEADER, 'C1,ann@mail.test,+12075550101,Ann,Ash,Portland', 'C2,bob@mail.test,,Bob,Birch,Bath');
const SECOND = csv(HEADER, 'C1,ann@mail.test,+12075550101,Ann,Elm,Bangor', 'C3,cid@mail.test,,Cid,Cedar,Saco');
const THIRD = csv(HEADER, 'C1,ann@mail.test,+12075550101,Anna,Fir,Belfast', 'C2,bob@mail.test,,Robert,Birch,Bath');

async function sourceId(imports: Imports): Promise<number> {
  const [row] = await imports.look<{ id: number }>("select id::int from source where shop_id = $1 and name = 'Till'");
  return row!.id;
}

async function hold(imports: Imports, until = ''): Promise<number> {
  const id = await sourceId(imports);
  await quarantineSource(imports.shop, { sourceId: id, incidentId: null, reason: 'Wrong names', until }, STEWARD);
  return id;
}

/** Uploads a file and lets its import begin. */
async function bring(imports: Imports, name: string, content: string): Promise<number> {
  const id = await imports.take(name, content);
  await imports.begin(id);
  return id;
}

/** What the worker does until nothing is being imported. */
async function workAll(imports: Imports): Promise<number[]> {
  const order: number[] = [];
  for (;;) {
    const [next] = await imports.look<{ id: number }>(
      "select id::int from upload where shop_id = $1 and state = 'importing' order by id",
    );
    if (!next) {
      return order;
    }
    order.push(next.id);
    await importFile(imports.shop.shopId, next.id);
  }
}

async function statesOf(imports: Imports): Promise<string[]> {
  return (await imports.look<{ state: string }>('select state from upload where shop_id = $1 order by id')).map(
    (row) => row.state,
  );
}

/** Rows that an import did not make: the shop itself, and how its files came. */
const NOT_IMPORTED = ['shop', 'upload', 'statement_history'];

async function storeOf({ shop }: Imports): Promise<object> {
  const all = Object.entries(await snapshotOf(database.owner, shop.shopId));
  return Object.fromEntries(all.filter(([table]) => !NOT_IMPORTED.includes(table)));
}

describe('a source in quarantine', () => {
  it('holds its files whole; released in order they give what they had given had they never been held', async () => {
    const imports = await makeImports(database);
    await imports.run('first.csv', FIRST);
    const id = await hold(imports);
    const before = await imports.look(
      'select full_name, family_name, city from customer_record where shop_id = $1 order by id',
    );
    const second = await bring(imports, 'second.csv', SECOND);
    const third = await bring(imports, 'third.csv', THIRD);
    await importFile(imports.shop.shopId, second);
    expect(await statesOf(imports)).toEqual(['done', 'held', 'held']);
    expect(
      await imports.look('select full_name, family_name, city from customer_record where shop_id = $1 order by id'),
    ).toEqual(before);
    const found = await readQuarantineOf(imports.shop.shopId, id);
    expect(found).toMatchObject({ reason: 'Wrong names', releasing: false, until: null });
    expect(found?.held.map(({ fileName, rows }) => [fileName, rows])).toEqual([
      ['second.csv', 2],
      ['third.csv', 2],
    ]);
    await releaseSource(imports.shop, id, STEWARD);
    await releaseSource(imports.shop, id, STEWARD);
    expect(await workAll(imports)).toEqual([second, third]);
    expect(await readQuarantineOf(imports.shop.shopId, id)).toBeNull();

    const plain = await makeImports(database);
    for (const [name, content] of [
      ['first.csv', FIRST],
      ['second.csv', SECOND],
      ['third.csv', THIRD],
    ] as const) {
      await plain.run(name, content);
    }
    expect(await storeOf(imports)).toEqual(await storeOf(plain));
  });

  it('holds a file whose import had been let begin and had not begun, and one that comes during the release waits its turn', async () => {
    const imports = await makeImports(database);
    await imports.run('first.csv', FIRST);
    const second = await bring(imports, 'second.csv', SECOND);
    const id = await hold(imports);
    await importFile(imports.shop.shopId, second);
    expect((await imports.read(second)).state).toBe('held');
    await releaseSource(imports.shop, id, STEWARD);
    const third = await bring(imports, 'third.csv', THIRD);
    expect(await statesOf(imports)).toEqual(['done', 'importing', 'held']);
    expect(await workAll(imports)).toEqual([second, third]);
    const [ann] = await imports.look<{ city: string }>(
      "select city from customer_record where shop_id = $1 and external_id = 'C1'",
    );
    expect(ann?.city).toBe('Belfast');
  });

  it('can be held again amid a release; what is in stays, what is left waits', async () => {
    const imports = await makeImports(database);
    await imports.run('first.csv', FIRST);
    const id = await hold(imports);
    const second = await bring(imports, 'second.csv', SECOND);
    await bring(imports, 'third.csv', THIRD);
    await releaseSource(imports.shop, id, STEWARD);
    await hold(imports);
    await importFile(imports.shop.shopId, second);
    // Its turn had come, but none of it was in.
    expect(await statesOf(imports)).toEqual(['done', 'held', 'held']);
    await releaseSource(imports.shop, id, STEWARD);
    expect((await workAll(imports)).length).toBe(2);
  });

  it('ends by itself on the day after its last', async () => {
    const imports = await makeImports(database);
    await imports.run('first.csv', FIRST);
    const today = new Date().toISOString().slice(0, 10);
    const id = await hold(imports, '2999-01-01');
    const second = await bring(imports, 'second.csv', SECOND);
    await withShop(imports.shop.shopId, (tx) => releaseDue(tx, today, new Date()));
    expect(await workAll(imports)).toEqual([]);
    await withShop(imports.shop.shopId, (tx) => releaseDue(tx, '2999-01-02', new Date()));
    expect(await workAll(imports)).toEqual([second]);
    expect(await readQuarantineOf(imports.shop.shopId, id)).toBeNull();
  });

  it('lets what is held be thrown away by the owner only, file by file, with a reason that stays', async () => {
    const imports = await makeImports(database);
    await imports.run('first.csv', FIRST);
    const id = await hold(imports);
    const second = await bring(imports, 'second.csv', SECOND);
    const third = await bring(imports, 'third.csv', THIRD);
    const away = { uploadIds: [second], reason: 'The till was broken' };
    expect(() => refuseHeld(imports.shop, id, away, STEWARD)).toThrow('Only the owner');
    expect(() => refuseHeld(imports.shop, id, { ...away, reason: ' ' }, OWNER)).toThrow('Say why.');
    await refuseHeld(imports.shop, id, away, OWNER);
    await expect(refuseHeld(imports.shop, id, away, OWNER)).rejects.toThrow('None of these files is held');
    expect(await imports.read(second)).toMatchObject({ state: 'refused', failure: 'The till was broken' });
    expect(await imports.look(`select from upload_chunk where shop_id = $1 and upload_id = ${second}`)).toEqual([]);
    await releaseSource(imports.shop, id, STEWARD);
    expect(await workAll(imports)).toEqual([third]);
    const log = await imports.look<{ action: string }>(
      "select action from audit_log where shop_id = $1 and action like 'source.%' order by id",
    );
    expect(log.map((row) => row.action)).toEqual(['source.quarantined', 'source.held_refused', 'source.released']);
  });

  it('is begun and ended by staff who may bring files in, never for Shopify, and says what is missing', async () => {
    const imports = await makeImports(database);
    await imports.run('first.csv', FIRST);
    const id = await sourceId(imports);
    const asked = { sourceId: id, incidentId: null, reason: 'Wrong names', until: '' };
    expect(() => quarantineSource(imports.shop, asked, READER)).toThrow('Your role');
    expect(() => releaseSource(imports.shop, id, READER)).toThrow('Your role');
    await expect(quarantineSource(imports.shop, { ...asked, reason: ' ' }, STEWARD)).rejects.toThrow('Say why.');
    await expect(quarantineSource(imports.shop, { ...asked, until: '2020-01-01' }, STEWARD)).rejects.toThrow(
      'last day',
    );
    const [own] = await imports.look<{ id: number }>(
      "insert into source (shop_id, kind, name) values ($1, 'shopify', 'Shopify') returning id::int",
    );
    await expect(quarantineSource(imports.shop, { ...asked, sourceId: own!.id }, STEWARD)).rejects.toThrow(
      'Shopify itself',
    );
    const other = await makeImports(database);
    await expect(quarantineSource(other.shop, asked, STEWARD)).rejects.toThrow('does not exist');
  });

  it('is told by the incident as its repair', async () => {
    const imports = await makeImports(database);
    await imports.run('first.csv', FIRST);
    const id = await sourceId(imports);
    const [incident] = await imports.look<{ id: number }>(
      `insert into incident (shop_id, cause_key, family, source_id, first_day, last_day) values ($1, 'wrong:1', 'wrong', ${id}, now(), now()) returning id::int`,
    );
    const asked = { sourceId: id, incidentId: incident!.id, reason: 'Wrong names', until: '' };
    await quarantineSource(imports.shop, asked, STEWARD);
    await releaseSource(imports.shop, id, STEWARD);
    expect(await imports.look('select state from incident where shop_id = $1')).toEqual([{ state: 'repairing' }]);
    expect(await imports.look('select kind, detail from incident_event where shop_id = $1 order by id')).toEqual([
      { kind: 'quarantined', detail: 'Wrong names' },
      { kind: 'released', detail: 'nothing was held' },
    ]);
  });

  it('keeps a held file without the rows of somebody who is erased, and shows them to whoever asks for his data', async () => {
    const imports = await makeImports(database);
    await imports.run('first.csv', FIRST);
    const id = await hold(imports);
    const second = await bring(imports, 'second.csv', SECOND);
    const third = await bring(
      imports,
      'third.csv',
      csv(HEADER, 'C9,"Eve" <eve@mail.test>,,Eve,Elder,Troy', 'C8,dan@mail.test,,"Dan, the ""Man""",Dale,Troy'),
    );
    const person = {
      recordIds: [],
      profileIds: [],
      customerIds: [],
      orderIds: [],
      receivedOrders: [],
      contacts: ['eve@mail.test'],
    };
    const { heldRows } = await withShop(imports.shop.shopId, (tx) => exportUploads(tx, person));
    expect(heldRows).toMatchObject([{ file_name: 'third.csv' }]);
    await withShop(imports.shop.shopId, (tx) => eraseUploads(tx, person));
    expect((await withShop(imports.shop.shopId, (tx) => exportUploads(tx, person)))['heldRows']).toEqual([]);
    expect((await readQuarantineOf(imports.shop.shopId, id))?.held.map((one) => one.rows)).toEqual([2, 1]);
    await releaseSource(imports.shop, id, STEWARD);
    expect(await workAll(imports)).toEqual([second, third]);
    const names = await imports.look<{ given_name: string }>(
      "select given_name from customer_record where shop_id = $1 and external_id in ('C3', 'C8', 'C9') order by external_id",
    );
    expect(names.map((row) => row.given_name)).toEqual(['Cid', 'Dan, the "Man"']);
  });

  it('holds a file for ninety days at most', async () => {
    const imports = await makeImports(database);
    await imports.run('first.csv', FIRST);
    await hold(imports);
    const second = await bring(imports, 'second.csv', SECOND);
    const third = await bring(imports, 'third.csv', THIRD);
    await imports.look(
      `update upload set held_at = now() - interval '91 days' where shop_id = $1 and id = ${second} returning id`,
    );
    await withShop(imports.shop.shopId, pruneUploads);
    expect([(await imports.read(second)).state, (await imports.read(third)).state]).toEqual(['refused', 'held']);
    expect(await imports.look(`select from upload_chunk where shop_id = $1 and upload_id = ${second}`)).toEqual([]);
  });
});
