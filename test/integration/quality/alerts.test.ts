import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { queueAlerts, readAlertsPage, type Senders, sendAlert, tellBy } from '#app/pipeline/send-alerts.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import { type TestDatabase, useDatabase } from '#test/support/database.ts';
import { plantShop } from './plant.ts';

const DRAFT = {
  kind: 'webhook',
  address: 'https://hooks.example.com/in',
  rhythm: 'at_once',
  digestHour: 8,
  quietFrom: 22,
  quietTo: 7,
};
const NOON = new Date('2026-07-15T12:00:00Z');

/** A world outside that keeps what it is sent, and answers as it is told. */
function outside(answers: Awaited<ReturnType<Senders['post']>>[] = []) {
  const calls: { address: string; headers: Readonly<Record<string, string>>; body: string }[] = [];
  const mails: { to: readonly string[]; subject: string; text: string }[] = [];
  const senders: Senders = {
    post: async (address, headers, body) => {
      calls.push({ address, headers, body });
      return answers.shift() ?? { kind: 'sent' };
    },
    mail: async (mail) => {
      mails.push(mail);
      return { kind: 'sent', refused: [] };
    },
  };
  return { calls, mails, senders };
}

async function withIncident(database: TestDatabase) {
  const planted = await plantShop(database);
  const { shopId } = planted.shop;
  const incident = async (kind = 'noticed') => {
    const { rows } = await database.owner.query(
      `insert into incident (shop_id, cause_key, family, source_id, first_day, last_day, cost_minor)
       values ($1, 'volume:2', 'volume', 2, '2026-07-14', '2026-07-14', 900) returning id`,
      [shopId],
    );
    await database.owner.query('insert into incident_event (shop_id, incident_id, kind) values ($1, $2, $3)', [
      shopId,
      rows[0].id,
      kind,
    ]);
  };
  const queue = (at = NOON) => withShop(shopId, (tx) => queueAlerts(tx, planted.shop, at));
  const page = () => readAlertsPage(shopId);
  return { ...planted, shopId, incident, queue, page };
}

describe('alerts', () => {
  const database = useDatabase();

  it('go by a signed call, once, however often they are queued and sent', async () => {
    const { shopId, incident, queue, page } = await withIncident(database);
    const { secret } = await tellBy(shopId, DRAFT, 'staff:1');
    await incident();
    await queue();
    await queue();
    const [delivery, ...more] = (await page()).deliveries;
    expect([more, delivery]).toMatchObject([[], { state: 'waiting', incidents: 1 }]);
    const { calls, senders } = outside();
    await sendAlert(shopId, delivery!.id, senders);
    await sendAlert(shopId, delivery!.id, senders);
    expect(calls.length).toBe(1);
    const { headers, body } = calls[0]!;
    const [, at, signature] = /^t=(\d+),v1=([0-9a-f]+)$/.exec(headers['onefold-signature']!)!;
    expect(createHmac('sha256', secret!).update(`${at}.${body}`).digest('hex')).toBe(signature);
    expect(JSON.parse(body)).toMatchObject({
      test: false,
      incidents: [{ source: 'Till', costMinor: 900, currency: 'USD' }],
    });
    expect((await page()).deliveries[0]).toMatchObject({ state: 'sent', attempts: 1 });
  });

  it('are tried again where the host is away, with the same key, and given up where it refuses', async () => {
    const { shopId, incident, queue, page } = await withIncident(database);
    await tellBy(shopId, DRAFT, 'staff:1');
    await incident();
    await queue();
    const { id } = (await page()).deliveries[0]!;
    const { calls, senders } = outside([
      { kind: 'failed', reason: 'The host answered 503.' },
      { kind: 'refused', reason: 'The host answered 410.' },
    ]);
    await expect(sendAlert(shopId, id, senders)).rejects.toThrow('again');
    expect((await page()).deliveries[0]).toMatchObject({
      state: 'waiting',
      attempts: 1,
      reason: 'The host answered 503.',
    });
    await sendAlert(shopId, id, senders);
    expect((await page()).deliveries[0]).toMatchObject({
      state: 'failed',
      attempts: 2,
      reason: 'The host answered 410.',
    });
    expect(new Set(calls.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
  });

  it('wait until the quiet hours are over, and come as one digest', async () => {
    const { shopId, incident, queue, page } = await withIncident(database);
    await tellBy(shopId, { ...DRAFT, kind: 'email', address: 'ada@harbour.example' }, 'staff:1');
    await incident();
    await queue(new Date('2026-07-15T23:00:00Z'));
    await incident('again');
    await queue(new Date('2026-07-16T06:59:00Z'));
    expect((await page()).deliveries).toEqual([]);
    await queue(new Date('2026-07-16T07:00:00Z'));
    const [delivery] = (await page()).deliveries;
    const { mails, senders } = outside();
    await sendAlert(shopId, delivery!.id, senders);
    expect(mails).toMatchObject([{ to: ['ada@harbour.example'], subject: expect.stringContaining('2 incidents') }]);
  });

  it('do not tell of what was before the channel, nor of what is solved', async () => {
    const { shopId, incident, queue, page } = await withIncident(database);
    await incident();
    await tellBy(shopId, DRAFT, 'staff:1');
    await queue();
    expect((await page()).deliveries).toEqual([]);
    await incident();
    await database.owner.query("update incident set state = 'solved' where shop_id = $1", [shopId]);
    await queue();
    expect((await page()).deliveries).toEqual([]);
  });

  it.each(['http://hooks.example.com', 'https://127.0.0.1/', 'https://localhost/', 'https://10.0.0.1/'])(
    'never go to %s',
    async (address) => {
      const { shopId } = await withIncident(database);
      await expect(tellBy(shopId, { ...DRAFT, address }, 'staff:1')).rejects.toThrow('The address');
    },
  );
});
