import { expect, it } from 'vitest';
import { startUndo, undoImport } from '#app/pipeline/undo-import.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { csv, type Imports, makeImports } from './use-imports.ts';

const database = useDatabase();

const HEADER = 'Ticket ID,Subject,Status,Agent,Created time,Closed time,Full name,Email,Survey results';
const TICKETS = [
  '10,Late parcel,Closed,Robin,2026-03-01 09:00:00,2026-03-03 12:00:00,Ann Ash,ann@mail.test,Extremely Happy',
  '11,Broken mug,Closed,Robin,2026-03-02 09:00:00,2026-03-04 12:00:00,Ann Ash,ann@mail.test,Unhappy',
  '12,Opening hours,Closed,Robin,2026-03-02 10:00:00,2026-03-04 13:00:00,Ben Birch,ben@mail.test,No response',
  '13,Refund,Open,Robin,2026-03-02 11:00:00,,Cid Cedar,cid@mail.test,meh',
];

function figures(imports: Imports): Promise<unknown[]> {
  return imports.look(`
    select p.display_name as name, m.tickets_count as tickets, m.reviews_count as answers, m.average_rating as rating
    from profile p join profile_metrics m on m.shop_id = p.shop_id and m.profile_id = p.id where p.shop_id = $1 order by 1`);
}

it('ratings of tickets become answers of the people who gave them, and go with their import', async () => {
  const imports = await makeImports(database);
  const { id, refused } = await imports.run('freshdesk.csv', csv(HEADER, ...TICKETS), 'Desk');
  expect(refused).toBe(0);
  expect(await figures(imports)).toEqual([
    { name: 'Ann Ash', tickets: 2, answers: 2, rating: 3.5 },
    { name: 'Ben Birch', tickets: 1, answers: 0, rating: null },
    { name: 'Cid Cedar', tickets: 1, answers: 0, rating: null },
  ]);
  const told = await imports.look('select field, reason from upload_row_issue where shop_id = $1');
  expect(told).toEqual([
    { field: 'Survey results', reason: '“meh” is no rating that is known here: the ticket comes in without it.' },
  ]);
  const better = [TICKETS[1]!.replace('Unhappy', 'Neutral')];
  await imports.run('freshdesk-2.csv', csv(HEADER, ...better), 'Desk');
  expect((await figures(imports))[0]).toEqual({ name: 'Ann Ash', tickets: 2, answers: 2, rating: 4 });
  await startUndo(imports.shop.shopId, id, 'tester');
  await undoImport(imports.shop.shopId, id);
  expect(await figures(imports)).toEqual([{ name: 'Ann Ash', tickets: 1, answers: 1, rating: 3 }]);
});
