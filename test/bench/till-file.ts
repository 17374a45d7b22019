import { createWriteStream } from 'node:fs';

const HEADER =
  'Date,Time,Time Zone,Category,Item,Qty,SKU,Gross Sales,Discounts,Net Sales,Tax,Transaction ID,Event Type,Customer ID,Customer Name';

/** Lines of one sale, on average. */
const LINES_PER_SALE = 2.5;

/**
 * Writes an export of a till: 15 columns; 2.5 lines a sale, one line in sixty a refund, two sales in three with a customer.
 * `contacts`: the customer's e-mail address and phone number in two more columns. Returns its columns.
 */
export async function writeTillFile(path: string, rows: number, contacts = false): Promise<string[]> {
  const file = createWriteStream(path);
  const header = contacts ? `${HEADER},Customer Email,Customer Phone` : HEADER;
  file.write(`${header}\n`);
  for (let at = 0; at < rows; at += 1) {
    if (!file.write(tillLine(at, contacts))) {
      await new Promise<void>((resolve) => file.once('drain', () => resolve()));
    }
  }
  await new Promise<void>((resolve) => file.end(() => resolve()));
  return header.split(',');
}

function tillLine(at: number, contacts: boolean): string {
  const sale = Math.floor(at / LINES_PER_SALE);
  const placed = new Date(Date.UTC(2024, 0, 1) + sale * 60_000).toISOString();
  const refund = at % 60 === 59;
  const sign = refund ? '-' : '';
  const price = 10 + (at % 90);
  const amounts = `${sign}$${price}.00,$0.00,${sign}$${price}.00,${sign}$${(price * 0.08).toFixed(2)}`;
  const goods = `Category ${at % 20},Item ${at % 500},${refund ? -1 : 1},SKU${at % 500}`;
  const kind = refund ? `TX${sale - 5},Refund` : `TX${sale},Payment`;
  const customer = sale % 3 === 0 ? nobody(contacts) : somebody(sale % 100_000, contacts);
  return `${placed.slice(0, 10)},${placed.slice(11, 19)},Eastern Time (US & Canada),${goods},${amounts},${kind},${customer}\n`;
}

function nobody(contacts: boolean): string {
  return contacts ? ',,,' : ',';
}

const GIVEN = [
  'Zoë',
  'Amir',
  'Lena',
  'Otis',
  'Priya',
  'Hugo',
  'Mara',
  'Jonah',
  'Ingrid',
  'Tomás',
  'Wen',
  'Noor',
  'Felix',
];
const FAMILY =
  'Alder Birch Cedar Dogwood Elm Fir Ginkgo Hazel Juniper Larch Maple Oak Pine Rowan Spruce Willow Yew'.split(' ');

function somebody(n: number, contacts: boolean): string {
  const name = `${GIVEN[n % GIVEN.length]} ${FAMILY[n % FAMILY.length]}${FAMILY[(n * 7) % FAMILY.length]!.toLowerCase()}`;
  const who = `CUST${n},${name} ${n}`;
  return contacts ? `${who},shopper${n}@lakeside.example,+1207${String(5_000_000 + n).slice(-7)}` : who;
}
