import { describe, expect, it } from 'vitest';
import { refusedRowsFile } from '#app/pipeline/refused-rows-file.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import { eraseUploads } from '#app/sources/erase.server.ts';
import { exportUploads } from '#app/sources/export.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { csv, makeImports } from './use-imports.ts';

const FILE = csv(
  'Order ID,Date,Customer email,Customer name,Total',
  '1,2026-03-01,ada@harbour.example,Ada Lind,10.00',
  '2,2026-03-02,bo@harbour.example,Bo Berg,20.00',
  '3,no day at all,cy@harbour.example,=HYPERLINK(1),30.00',
);
const SAM = { staffId: '2', name: 'Sam', isOwner: false };
const reader = (actor: string) => ({ actor, staff: { ...SAM, role: 'reader' as const } });
const marketer = (actor: string) => ({ actor, staff: { ...SAM, role: 'marketer' as const } });

describe('the refused rows of an import', () => {
  const database = useDatabase();

  it('go to whoever brought the file and to whoever may take people out, and to nobody else', async () => {
    const imports = await makeImports(database);
    const { id, refused } = await imports.run('till.csv', FILE);
    expect(refused).toBe(1);
    const { shopId } = imports.shop;
    await expect(refusedRowsFile(shopId, id, reader('staff:2'))).rejects.toThrow('not take them out');
    const own = await refusedRowsFile(shopId, id, reader('tester'));
    expect(own?.content).toContain("'=HYPERLINK(1)");
    expect(own?.content).not.toContain('Ada Lind');
    expect(await refusedRowsFile(shopId, id, marketer('staff:2'))).toEqual(own);
    const lines = await imports.look<{ actor: string }>(
      "select actor from audit_log where shop_id = $1 and action = 'import.refused_downloaded' order by id",
    );
    expect(lines.map((line) => line.actor)).toEqual(['tester', 'staff:2']);
  });

  it('are told and erased with the person whom they name, by a whole address or a number, and with no other', async () => {
    const imports = await makeImports(database);
    const { refused } = await imports.run(
      'club.csv',
      csv(
        'Order ID,Date,Customer email,Customer phone,Total',
        '1,no day,a_n@harbour.example,,10.00',
        '2,no day,joa_n@harbour.example,,10.00',
        '3,no day,axn@harbour.example,,10.00',
        '4,no day,,(207) 555-0199,10.00',
        ...Array.from(
          { length: 12 },
          (_, nth) => `${nth + 5},2026-03-0${1 + (nth % 9)},p${nth}@harbour.example,,10.00`,
        ),
      ),
    );
    expect(refused).toBe(4);
    const ann = {
      recordIds: [],
      profileIds: [],
      customerIds: [],
      orderIds: [],
      receivedOrders: [],
      contacts: ['a_n@harbour.example', '+12075550199'],
    };
    await withShop(imports.shop.shopId, async (tx) => {
      const { refusedRows } = await exportUploads(tx, ann);
      expect(refusedRows!.map((row) => (row as { cells: string[] }).cells[0]).sort()).toEqual(['1', '4']);
      expect(await eraseUploads(tx, ann)).toBe(2);
    });
    const left = await imports.look<{ cells: string[] }>(
      "select cells from upload_row_issue where shop_id = $1 and severity = 'refused' order by row_number",
    );
    expect(left.map(({ cells }) => cells[0])).toEqual(['2', '3']);
  });
});
