import { beforeAll, describe, expect, it } from 'vitest';
import { startUndo, undoImport } from '#app/pipeline/undo-import.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import { readConflicts } from '#app/records/undo-import.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { csv, type Imports, makeImports } from './use-imports.ts';

const database = useDatabase();
let imports: Imports;

const HEADER = 'Customer ID,First Name,Last Name,Email,Phone,City';
const undo = async (id: number) => {
  await startUndo(imports.shop.shopId, id, 'tester');
  await undoImport(imports.shop.shopId, id);
  return imports.read(id);
};
const people = () =>
  imports.look('select external_id, given_name, phone, city from customer_record where shop_id = $1 order by 1');

beforeAll(async () => {
  imports = await makeImports(database);
  await imports.run('first.csv', csv(HEADER, 'C1,Ada,Ash,ada@lakeside.example,207 555 0101,Bath'), 'CRM');
});

describe('undoing an import', () => {
  it('removes what it brought, restores what it changed, leaves what others changed since, and lists that', async () => {
    const second = await imports.run(
      'second.csv',
      csv(
        HEADER,
        'C1,Adele,Ash,ada@lakeside.example,207 555 0102,Portland',
        'C2,Ben,Birch,ben@lakeside.example,207 555 0103,Camden',
      ),
      'CRM',
    );
    await imports.run('third.csv', csv('Customer ID,First Name,Last Name,City', 'C1,Adele,Ash,Augusta'), 'CRM');
    const after = await undo(second.id);
    expect(after).toMatchObject({ state: 'undone', undone: { removed: 1, restored: 1, conflicts: 1 } });
    expect(await people()).toEqual([
      { external_id: 'C1', given_name: 'Adele', phone: '207 555 0101', city: 'Augusta' },
    ]);
    const conflicts = await withShop(imports.shop.shopId, (tx) => readConflicts(tx, second.id));
    expect(conflicts).toMatchObject([
      { subject: 'customer', key: 'C1', field: 'city', before: 'Bath', imported: 'Portland', kept: 'Augusta' },
    ]);
    expect(await imports.look('select display_name from profile where shop_id = $1')).toEqual([
      { display_name: 'Adele Ash' },
    ]);
  });

  it('of an import that only repeats another changes nothing', async () => {
    const before = await people();
    const again = await imports.run(
      'again.csv',
      csv('Customer ID,First Name,Last Name,City', 'C1,Adele,Ash,Augusta'),
      'CRM',
    );
    expect(again.counters).toMatchObject({ customersUnchanged: 1, customersChanged: 0 });
    await undo(again.id);
    expect(await people()).toEqual(before);
  });

  it('is refused for what is not imported, and for what is undone already', async () => {
    const waiting = await imports.take('waiting.csv', csv(HEADER, 'C9,Zoe,Yew,zoe@lakeside.example,,'));
    await expect(startUndo(imports.shop.shopId, waiting, 'tester')).rejects.toThrow('nothing of this import to undo');
    const [done] = await imports.look<{ id: string }>(
      "select id from upload where shop_id = $1 and state = 'undone' limit 1",
    );
    await expect(startUndo(imports.shop.shopId, Number(done!.id), 'tester')).rejects.toThrow('nothing of this import');
  });
});
