import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '#test/support/database.ts';
import { csv, type Imports, makeImports } from './use-imports.ts';

const database = useDatabase();
let imports: Imports;

const CUSTOMERS = 'Reference ID,First Name,Last Name,Email Address,Phone Number,Square Customer ID,Transaction Count';
const ITEMS =
  'Date,Time,Time Zone,Category,Item,Qty,Price Point Name,SKU,Gross Sales,Discounts,Net Sales,Tax,Transaction ID,Payment ID,Event Type,Location,Customer ID,Customer Name';
const sale = (id: string, customer: string, name: string) =>
  `2026-06-01,10:15:00,Eastern Time (US & Canada),Mugs,Mug,1,Regular,MUG,$45.00,$0.00,$45.00,$0.00,${id},P${id},Payment,Main,${customer},${name}`;

beforeAll(async () => {
  imports = await makeImports(database);
});

describe('a row that says less', () => {
  it('takes no e-mail address and no phone number from the same customer', async () => {
    await imports.run(
      'customers.csv',
      csv(CUSTOMERS, ',Linh,Nguyen,linh@lakeside.example,(207) 555-0142,SQ1,3'),
      'Square',
    );
    const done = await imports.run('items.csv', csv(ITEMS, sale('T1', 'SQ1', 'Linh Nguyen')), 'Square');
    expect(done).toMatchObject({ state: 'done', counters: { ordersCreated: 1 } });
    const records = await imports.look(
      "select email_normal, phone_e164, given_name from customer_record where shop_id = $1 and external_id = 'SQ1'",
    );
    expect(records).toEqual([
      { email_normal: 'linh@lakeside.example', phone_e164: '+12075550142', given_name: 'Linh' },
    ]);
    const identifiers = await imports.look<{ value_normal: string }>(
      "select i.value_normal from identifier i join customer_record r on r.shop_id = i.shop_id and r.id = i.record_id where i.shop_id = $1 and r.external_id = 'SQ1' order by 1",
    );
    expect(identifiers.map((row) => row.value_normal)).toEqual(['+12075550142', 'linh@lakeside.example']);
  });

  it('adds to what others of the same file say, whichever comes first', async () => {
    const rows = [
      'A1,Mara,,mara@lakeside.example,',
      'A1,Mara,Ash,,207 555 0143',
      'A1,,Ash,,',
      'A2,Otis,,,',
      'A2,,,otis@lakeside.example,',
    ];
    await imports.run('crm.csv', csv('Customer ID,First Name,Last Name,Email,Phone', ...rows), 'CRM');
    const records = await imports.look(
      "select external_id, phones from customer_record where shop_id = $1 and external_id in ('A1', 'A2') order by 1",
    );
    expect(records).toEqual([
      { external_id: 'A1', phones: ['+12075550143'] },
      { external_id: 'A2', phones: [] },
    ]);
  });
});
