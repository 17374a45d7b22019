import type { Family } from '#app/quality/figures.ts';
import type { Scope } from '#app/quality/judge-day.ts';
import type { Bend } from './quality-year.ts';

/** A fault as a retailer meets it: where it can strike, what it does, and what an alarm must point to. */
export type FaultKind = {
  name: string;
  at: 'web' | 'store' | 'tills' | 'newsletter';
  bend: (day: number) => Bend;
  families: readonly Family[];
};

const steady =
  (bend: Bend): FaultKind['bend'] =>
  () =>
    bend;
const share = (key: string, value: number) => steady({ shares: { [key]: value } });

export const FAULTS: readonly FaultKind[] = [
  { name: 'the web shop’s orders stop', at: 'web', bend: steady({ orders: 0 }), families: ['volume'] },
  { name: 'a till is silent', at: 'store', bend: steady({ orders: 0, customers: 0 }), families: ['volume'] },
  { name: 'more than half of the sales is lost', at: 'tills', bend: steady({ orders: 0.45 }), families: ['volume'] },
  { name: 'sign-ups stop', at: 'newsletter', bend: steady({ customers: 0 }), families: ['volume'] },
  {
    name: 'machines sign up',
    at: 'newsletter',
    bend: steady({ customers: 5, shares: { value: 0.7 } }),
    families: ['volume', 'values'],
  },
  {
    name: 'an export is sent twice',
    at: 'tills',
    bend: steady({ orders: 1.9, shares: { repeated: 0.45 } }),
    families: ['duplicates'],
  },
  {
    name: 'receipts are sent again now and then',
    at: 'tills',
    bend: share('repeated', 0.08),
    families: ['duplicates'],
  },
  { name: 'staff ask nobody', at: 'store', bend: share('anonymous', 0.9), families: ['missing'] },
  { name: 'the staff field is lost', at: 'tills', bend: share('no_staff', 1), families: ['missing'] },
  { name: 'the file of lines is missing', at: 'tills', bend: share('no_lines', 0.8), families: ['missing'] },
  { name: 'prices are lost', at: 'tills', bend: share('free', 0.3), families: ['amounts'] },
  { name: 'the decimal mark is lost', at: 'tills', bend: steady({ amount: 100 }), families: ['amounts'] },
  { name: 'amounts come without tax', at: 'web', bend: steady({ amount: 0.72 }), families: ['amounts'] },
  { name: 'every sale is discounted', at: 'web', bend: share('discounted', 0.95), families: ['amounts'] },
  { name: 'refunds are counted twice over', at: 'web', bend: share('refunded', 0.24), families: ['amounts'] },
  { name: 'a till’s clock is ahead', at: 'store', bend: share('ahead', 0.6), families: ['wrong'] },
  { name: 'the e-mail field is dropped', at: 'web', bend: share('no_email', 0.85), families: ['missing'] },
  { name: 'the phone column is lost', at: 'newsletter', bend: share('no_phone', 1), families: ['missing'] },
  { name: 'names are lost', at: 'web', bend: share('no_name', 0.3), families: ['missing'] },
  { name: 'addresses are lost', at: 'web', bend: share('no_address', 0.9), families: ['missing'] },
  { name: 'staff make addresses up', at: 'tills', bend: share('bad_email', 0.3), families: ['wrong'] },
  { name: 'a spreadsheet cuts phone numbers', at: 'newsletter', bend: share('bad_phone', 0.6), families: ['wrong'] },
  { name: 'letters are broken', at: 'newsletter', bend: share('bad_letters', 0.45), families: ['wrong'] },
  { name: 'a form fills in a date of birth', at: 'web', bend: share('bad_birth', 0.5), families: ['wrong'] },
  { name: 'countries are written in words', at: 'newsletter', bend: share('bad_country', 0.5), families: ['wrong'] },
  { name: 'one town is typed for everybody', at: 'tills', bend: share('value', 0.75), families: ['values'] },
  { name: 'the same people are entered again', at: 'web', bend: share('twice', 0.35), families: ['duplicates'] },
  { name: 'everybody seems to say yes', at: 'web', bend: share('consenting', 0.95), families: ['consent'] },
  { name: 'nobody seems to say yes', at: 'newsletter', bend: share('consenting', 0), families: ['consent'] },
  { name: 'yes here and no there', at: 'newsletter', bend: share('contradicted', 0.2), families: ['consent'] },
  { name: 'consents lose their dates', at: 'web', bend: share('undated', 0.6), families: ['consent'] },
  {
    name: 'addresses are asked for less each day',
    at: 'web',
    bend: (day) => ({ shares: { no_email: Math.min(0.9, 0.28 + 0.05 * (day + 1)) } }),
    families: ['missing'],
  },
];

/** Where a kind of fault strikes this time: the sources and stores it bends. */
export function placeOf(at: FaultKind['at'], draw: (limit: number) => number): (scope: Scope) => boolean {
  const stores = [1, 4, 5];
  const store = stores[draw(stores.length)];
  const tills = 2 + draw(2);
  switch (at) {
    case 'web':
      return ({ sourceId }) => sourceId === 1;
    case 'newsletter':
      return ({ sourceId }) => sourceId === 4;
    case 'tills':
      return ({ sourceId }) => sourceId === tills;
    case 'store':
      return ({ storeId }) => storeId === store;
  }
}
