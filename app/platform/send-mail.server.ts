import { createTransport } from 'nodemailer';
import { env } from './env.server.ts';

/** A message to people of a shop. Plain text; attachments small enough to be held in memory. */
export type Mail = {
  /** Each sees the others. */
  to: readonly string[];
  subject: string;
  text: string;
  attachments?: readonly { name: string; type: string; content: string | Buffer }[];
};

/**
 * What became of it. `not_configured`: this installation has no mail server, nothing was tried. `failed` with `isFinal`: the
 * server refused for good, and trying again changes nothing; otherwise it may be tried later. `reason` is the server's own word.
 */
export type MailOutcome =
  | { kind: 'sent'; refused: string[] }
  | { kind: 'not_configured' }
  | { kind: 'failed'; isFinal: boolean; reason: string };

export type MailServer = { url: string; from: string };

/** True where messages can be sent at all: pages ask before they offer it. */
export function canSendMail(): boolean {
  return mailServer() !== null;
}

function mailServer(): MailServer | null {
  const { SMTP_URL, MAIL_FROM } = env();
  return SMTP_URL && MAIL_FROM ? { url: SMTP_URL, from: MAIL_FROM } : null;
}

const ANSWER_WITHIN_MS = 20_000;

/**
 * Hands a message to the mail server, once; never throws. Whoever calls decides on another try: the server may have taken a
 * message whose answer was lost, so a repeat can arrive twice. Seconds at worst; not for a transaction.
 */
export async function sendMail(mail: Mail, server: MailServer | null = mailServer()): Promise<MailOutcome> {
  if (server === null) return { kind: 'not_configured' };
  const transport = createTransport({
    url: server.url,
    connectionTimeout: ANSWER_WITHIN_MS,
    greetingTimeout: ANSWER_WITHIN_MS,
    socketTimeout: ANSWER_WITHIN_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    const { rejected } = await transport.sendMail({
      from: server.from,
      to: [...mail.to],
      subject: mail.subject.replace(/\s+/g, ' '),
      text: mail.text,
      attachments: (mail.attachments ?? []).map(({ name, type, content }) => ({
        filename: name,
        contentType: type,
        content,
      })),
    });
    return { kind: 'sent', refused: rejected };
  } catch (error) {
    return { kind: 'failed', ...verdictOn(error) };
  } finally {
    transport.close();
  }
}

/** 5xx is an answer for good (RFC 5321, 4.2.1); all else, a server that is away above all, may pass. */
function verdictOn(error: unknown): { isFinal: boolean; reason: string } {
  const fault = error as { responseCode?: number; code?: string; message?: string };
  const isFinal = fault.responseCode === undefined ? fault.code === 'EENVELOPE' : fault.responseCode >= 500;
  return { isFinal, reason: (fault.message ?? String(error)).slice(0, 300) };
}
