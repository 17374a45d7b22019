import { expect, it } from 'vitest';
import { withShop } from '#app/platform/db.server.ts';
import { readAnonymousTill } from '#app/profiles/anonymous-till.server.ts';
import type { OrderInput } from '#app/records/types.ts';
import { customer, makePeople } from '#test/integration/identity-pages/make-people.ts';
import { useDatabase } from '#test/support/database.ts';

const database = useDatabase();
const HOUR_MS = 3_600_000;

it('tells by store, staff and hour how much of the till’s revenue has no person behind it', async () => {
  const people = await makePeople(database);
  const noon = new Date(Math.floor(Date.now() / (24 * HOUR_MS)) * 24 * HOUR_MS - 12 * HOUR_MS);
  const sale = (id: string, buyer: string | null, totalMinor: number, more: Partial<OrderInput> = {}): OrderInput => ({
    kind: 'order',
    externalId: id,
    versionAt: null,
    customerExternalId: buyer,
    channel: 'pos',
    store: { externalId: 'S', name: 'Harbour' },
    staffName: 'Kim',
    placedAt: noon,
    currency: 'USD',
    amounts: { totalMinor },
    status: 'paid',
    ...more,
  });
  await people.say([
    customer('known', { givenName: 'Ola', familyName: 'Berg', email: 'ola@berg.example' }),
    customer('card', { recordKind: 'instant', fullName: 'O BERG' }),
    sale('1', 'known', 3000),
    sale('2', null, 1000),
    sale('3', 'card', 500),
    sale('4', null, 700, { placedAt: new Date(noon.getTime() + 2 * HOUR_MS), staffName: 'Lou' }),
    sale('5', null, 9999, { isTest: true }),
    sale('6', null, 9999, { status: 'voided' }),
    sale('7', null, 9999, { channel: 'online' }),
    sale('8', null, 9999, { placedAt: new Date(noon.getTime() - 200 * 24 * HOUR_MS) }),
  ]);
  const till = await withShop(people.shopId, (tx) => readAnonymousTill(tx, 90));
  expect(till.total).toMatchObject({ sales: 4, netMinor: 5200, anonymousSales: 3, anonymousMinor: 2200 });
  expect(till.byStore).toMatchObject([{ label: 'Harbour', anonymousMinor: 2200 }]);
  expect(till.byStaff).toMatchObject([
    { label: 'Kim', sales: 3, anonymousMinor: 1500 },
    { label: 'Lou', sales: 1, anonymousMinor: 700 },
  ]);
  expect(till.byHour).toMatchObject([
    { label: '12', anonymousMinor: 1500 },
    { label: '14', anonymousMinor: 700 },
  ]);
});
