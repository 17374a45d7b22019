import { expect, it } from 'vitest';
import { readOlderFile } from '#app/pipeline/older-file.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { csv, makeImports } from './use-imports.ts';

const database = useDatabase();
const PEOPLE = 'Customer ID,First name,Last name,Email,Phone,City';
const SALES = 'Order ID,Order date,Status,Total,Currency,Customer ID,Customer email';

const NAMED = `select external_id as id, given_name as given, family_name as family, email, phone, city, note from customer_record
  where shop_id = $1 order by 1`;

it('fills only what is empty from last week’s file that comes after this week’s, and says why', async () => {
  const { take, begin, work, read, run, look, shop } = await makeImports(database);
  await run(
    'people-2026-11-20.csv',
    csv(PEOPLE, 'C1,Ann,Newname,ann@new.example,,Leeds', 'C2,Bea,,,+441132960001,'),
    'CRM',
  );
  const id = await take(
    'people-2026-11-13.csv',
    csv(
      PEOPLE,
      'C1,Ann,Oldname,ann@old.example,+441132960002,York',
      'C2,Bea,Old,bea@old.example,+441132960009,',
      'C3,Cy,Old,,,',
    ),
  );
  const older = await readOlderFile(shop.shopId, await read(id));
  expect(older).toEqual({
    sourceName: 'CRM',
    newer: 'people-2026-11-20.csv',
    newerShows: 'its name says 2026-11-20',
    shows: 'its name says 2026-11-13',
  });
  await begin(id, undefined, 'CRM');
  expect((await work(id)).mapping?.older).toBe('fill');
  expect(await look(NAMED)).toMatchObject([
    { id: 'C1', family: 'Newname', email: 'ann@new.example', phone: '+441132960002', city: 'Leeds' },
    { id: 'C2', given: 'Bea', family: null, email: 'bea@old.example', phone: '+441132960001' },
    { id: 'C3', given: 'Cy', family: 'Old' },
  ]);
});

it('lets the merchant say that the file is the latest after all', async () => {
  const { take, begin, work, run, look } = await makeImports(database);
  await run('people-2026-11-20.csv', csv(PEOPLE, 'C1,Ann,Newname,ann@new.example,,Leeds'), 'CRM');
  const id = await take('people-2026-11-13.csv', csv(PEOPLE, 'C1,Ann,Oldname,ann@old.example,,York'));
  await begin(
    id,
    (mapping) => {
      mapping.older = 'replace';
    },
    'CRM',
  );
  await work(id);
  expect(await look(NAMED)).toMatchObject([{ id: 'C1', family: 'Oldname', email: 'ann@old.example', city: 'York' }]);
  // The next file is newer, and decides anew.
  const next = await run('people-2026-11-27.csv', csv(PEOPLE, 'C1,Ann,Latest,,,'), 'CRM');
  expect(next.mapping?.older).toBeUndefined();
});

it('adds the sales that are missing and leaves those that a newer file told of, by the dates in the files', async () => {
  const { run, look, read, shop, take } = await makeImports(database);
  await run(
    'sales.csv',
    csv(SALES, 'S2,2026-11-09,refunded,20.00,USD,C1,ann@b.example', 'S3,2026-11-16,paid,30.00,USD,C1,ann@b.example'),
    'Shop',
  );
  const content = csv(
    SALES,
    'S1,2026-11-02,paid,10.00,USD,C1,ann@b.example',
    'S2,2026-11-09,paid,20.00,USD,C1,ann@b.example',
  );
  const waiting = await take('sales (1).csv', content);
  expect((await readOlderFile(shop.shopId, await read(waiting)))?.shows).toContain(
    '2026-11-09, in the column “Order date”',
  );
  await run('sales (2).csv', content, 'Shop');
  const orders = await look<{ id: string; status: string }>(
    'select external_id as id, status from sales_order where shop_id = $1 order by 1',
  );
  expect(orders.map((row) => `${row.id} ${row.status}`)).toEqual(['S1 paid', 'S2 refunded', 'S3 paid']);
});
