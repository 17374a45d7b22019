import { describe, expect, it } from 'vitest';
import { refusedRowsFile } from '#app/pipeline/refused-rows-file.server.ts';
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
});
