import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, expect, it } from 'vitest';
import { canSendMail, type MailServer, sendMail } from '#app/platform/send-mail.server.ts';

const open: SMTPServer[] = [];
afterEach(() => Promise.all(open.splice(0).map((server) => new Promise<void>((done) => server.close(() => done())))));

const MAIL = {
  to: ['buyer@shop.test', 'owner@shop.test'],
  subject: 'Revenue\r\nBcc: stranger@shop.test',
  text: 'Zürich sold most.',
  attachments: [{ name: 'revenue.csv', type: 'text/csv', content: 'Month,Revenue\r\n2026-10,12.00\r\n' }],
};

it('hands the message over with its attachment, and a subject cannot bring in headers', async () => {
  const taken: { text: string; to: string[] }[] = [];
  const server = await listen({
    onData(stream, session, done) {
      let text = '';
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      stream.on('end', () => {
        taken.push({ text, to: session.envelope.rcptTo.map((one) => one.address) });
        done();
      });
    },
  });
  expect(await sendMail(MAIL, server)).toEqual({ kind: 'sent', refused: [] });
  expect(taken).toHaveLength(1);
  expect(taken[0]!.to).toEqual(MAIL.to);
  expect(taken[0]!.text).toContain('Subject: Revenue Bcc: stranger@shop.test\r\n');
  expect(taken[0]!.text).toContain('revenue.csv');
});

it('tells a refusal for good from a server that may answer later', async () => {
  const refusing = await listen({
    onRcptTo: (_address, _session, done) => done(Object.assign(new Error('No such person'), { responseCode: 550 })),
  });
  expect(await sendMail(MAIL, refusing)).toMatchObject({ kind: 'failed', isFinal: true });
  const busy = await listen({
    onMailFrom: (_address, _session, done) => done(Object.assign(new Error('Too busy'), { responseCode: 451 })),
  });
  expect(await sendMail(MAIL, busy)).toMatchObject({ kind: 'failed', isFinal: false });
  expect(await sendMail(MAIL, { url: 'smtp://127.0.0.1:9', from: 'app@shop.test' })).toMatchObject({ isFinal: false });
});

it('says that no mail server is known instead of trying', async () => {
  expect(await sendMail(MAIL, null)).toEqual({ kind: 'not_configured' });
  expect(canSendMail()).toBe(false);
});

async function listen(options: SMTPServerOptions): Promise<MailServer> {
  const server = new SMTPServer({ authOptional: true, disabledCommands: ['STARTTLS'], logger: false, ...options });
  open.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.server.address() as AddressInfo;
  return { url: `smtp://127.0.0.1:${port}`, from: 'app@shop.test' };
}
