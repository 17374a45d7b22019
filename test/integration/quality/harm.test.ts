import { expect, it } from 'vitest';
import { readIncidentPage } from '#app/pipeline/incident-pages.server.ts';
import { readShop } from '#app/shops/find-shop.server.ts';
import { useDatabase } from '#test/support/database.ts';

const database = useDatabase();

it('names the reports and notices that went out on bad data, and no others', async () => {
  const { shopId } = await database.makeShop();
  const run = (text: string) => database.owner.query(text.replaceAll('$shop', String(shopId)));
  await run(`
    insert into source (shop_id, id, kind, name) overriding system value values ($shop, 1, 'shopify', 'Shopify');
    insert into incident (shop_id, id, cause_key, family, source_id, first_day, last_day, noticed_at, state, solved_at) overriding system value
      values ($shop, 7, 'missing:1', 'missing', 1, current_date - 3, current_date - 2, now() - interval '2 days', 'solved', now() - interval '1 day');
    insert into report (shop_id, id, name, ask, created_by, recipients) overriding system value
      values ($shop, 1, 'Sales by store', '{}', 'staff:1', '{ada@harbour.example,bo@harbour.example}'), ($shop, 2, 'By week', '{}', 'staff:1', '{}');
    insert into report_run (shop_id, report_id, for_day, file, lines, mail_state, made_at, mailed_at) values
      ($shop, 1, current_date - 2, '', 0, 'sent', now() - interval '2 days', now() - interval '2 days'),
      ($shop, 2, current_date - 2, '', 0, 'nobody', now() - interval '2 days' + interval '1 hour', null),
      ($shop, 1, current_date - 9, '', 0, 'sent', now() - interval '9 days', now() - interval '9 days'),
      ($shop, 1, current_date, '', 0, 'sent', now(), now());
    insert into flow_outbox (shop_id, event_id, handle, segment_id, customer_id, state, changed_at) values
      ($shop, 1, 'segment-entered', 5, 'c1', 'done', now() - interval '2 days'),
      ($shop, 2, 'segment-entered', 5, 'c2', 'waiting', now() - interval '2 days'),
      ($shop, 3, 'segment-entered', 5, 'c3', 'done', now())`);
  const page = await readIncidentPage(await readShop(shopId), 7);
  expect(page?.harm.reports.map(({ name, recipients }) => [name, recipients])).toEqual([
    ['By week', 0],
    ['Sales by store', 2],
  ]);
  expect(page?.harm.notices).toMatchObject([{ segment: 'A segment that is gone', people: 1 }]);
});
