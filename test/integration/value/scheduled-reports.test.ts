import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readReportAsk } from '#app/analytics/report-ask.ts';
import { queueNewDays } from '#app/pipeline/hourly.server.ts';
import { mailReport, makeReports } from '#app/pipeline/make-reports.server.ts';
import { dropReport, keepReport, readReportPage, readRun, scheduleReport } from '#app/pipeline/report-pages.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import type { Mail, MailOutcome } from '#app/platform/send-mail.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { type MadeOrder, madeOrders, makeBuyers } from './make-buyers.ts';

const asked = readReportAsk(new URLSearchParams({ by: 'channel', measures: 'net,orders', days: '30' }));

describe('a report by schedule', () => {
  const database = useDatabase();
  let shop: Shop;
  let orders: MadeOrder[];
  let reportId: number;

  beforeAll(async () => {
    orders = madeOrders(40, 5);
    shop = await makeBuyers(database, 40, orders);
  });

  beforeEach(async () => {
    for (const { id } of (await readReportPage(shop, asked)).saved) await dropReport(shop.shopId, id, 'staff:1');
    await keepReport(shop.shopId, 'Sales / week', asked, 'staff:1');
    reportId = (await readReportPage(shop, asked)).saved[0]!.id;
  });

  const schedule = (wish: { schedule: string; recipients: string }) =>
    scheduleReport(shop.shopId, { id: reportId, ...wish }, 'staff:1');
  const runs = async () => (await readReportPage(shop, asked)).runs;
  const waitForMail = () =>
    withShop(shop.shopId, (tx) =>
      tx.run(sql`update report_run set mail_state = 'waiting' where shop_id = ${shop.shopId}`),
    );

  it('is made once for its day, of whole days only, and kept as the file that its page downloads', async () => {
    await schedule({ schedule: 'daily', recipients: '' });
    await makeReports(shop.shopId);
    await makeReports(shop.shopId);
    const [run, ...others] = await runs();
    expect(others).toEqual([]);
    expect(run).toMatchObject({ reportId, lines: 2, mailState: 'nobody', mailTries: 0 });
    const { file, fileName } = (await readRun(shop.shopId, run!.id, 'staff:1'))!;
    expect(fileName).toBe(`Sales-week-${run!.forDay}.csv`);
    const yesterdays = orders.filter((order) => order.ago >= 1 && order.ago <= 30);
    const net = yesterdays.reduce((sum, order) => sum + order.total_minor - order.refunded_minor, 0);
    expect(file).toContain(`All,${(net / 100).toFixed(2)},${yesterdays.length}\r\n`);
  });

  it('is made again on its next day, and a missed one by the next hour that there is', async () => {
    await schedule({ schedule: 'weekly', recipients: '' });
    const later = new Date(Date.now() + 8 * 86_400_000);
    await makeReports(shop.shopId);
    await makeReports(shop.shopId, later);
    expect(await runs()).toHaveLength(2);
    await queueNewDays(new Date(Date.now() + 16 * 86_400_000));
    const queued = await database.owner.query(
      "select from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'reports-make'",
    );
    expect(queued.rowCount).toBe(1);
  });

  it('says that it is not sent where there is no mail server, and refuses what is no address', async () => {
    await expect(schedule({ schedule: 'daily', recipients: 'me@x.test you' })).rejects.toMatchObject({
      code: 'analytics.recipient_wrong',
      field: 'recipients',
    });
    await schedule({ schedule: 'daily', recipients: 'me@x.test' });
    await makeReports(shop.shopId);
    expect(await runs()).toMatchObject([{ mailState: 'not_configured' }]);
  });

  it('is sent once with the file attached; a server that is away is tried again, one that refuses is not', async () => {
    await schedule({ schedule: 'daily', recipients: 'me@x.test, you@x.test' });
    await makeReports(shop.shopId);
    await waitForMail();
    const { id } = (await runs())[0]!;
    const sent: Mail[] = [];
    const answers: MailOutcome[] = [
      { kind: 'failed', isFinal: false, reason: 'too busy' },
      { kind: 'sent', refused: [] },
    ];
    const send = async (mail: Mail) => {
      sent.push(mail);
      return answers.shift()!;
    };
    await expect(mailReport(shop.shopId, id, send)).rejects.toThrow('did not take');
    expect(await runs()).toMatchObject([{ mailState: 'waiting', mailTries: 1, mailReason: 'too busy' }]);
    await mailReport(shop.shopId, id, send);
    await mailReport(shop.shopId, id, send);
    expect(await runs()).toMatchObject([{ mailState: 'sent', mailTries: 2, mailReason: null }]);
    expect(sent).toHaveLength(2);
    expect(sent[1]).toMatchObject({ to: ['me@x.test', 'you@x.test'] });
    expect(sent[1]!.attachments![0]!.content).toBe((await readRun(shop.shopId, id, 'staff:1'))!.file);
    await waitForMail();
    await mailReport(shop.shopId, id, async () => ({ kind: 'failed', isFinal: true, reason: 'no such person' }));
    expect(await runs()).toMatchObject([{ mailState: 'failed', mailReason: 'no such person' }]);
  });
});
