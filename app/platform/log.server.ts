import { env } from './env.server.ts';

const LEVELS = { debug: 10, info: 20, warn: 30, error: 40, silent: 99 } as const;

/** Fields of a log line: ids and counts, never personal data. */
export type LogFields = Record<string, string | number | boolean | null | undefined>;

/** One JSON object a line on standard error. `message` says what happened, fields say to which ids. */
export function log(level: 'debug' | 'info' | 'warn' | 'error', message: string, fields: LogFields = {}): void {
  if (LEVELS[level] < LEVELS[env().LOG_LEVEL]) {
    return;
  }
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level, message, ...fields })}\n`);
}

/** A fault's message and class for a log line; the stack only at debug level, since it may quote values. */
export function faultFields(error: unknown): LogFields {
  const fault = error instanceof Error ? error : new Error(String(error));
  const code = 'code' in fault ? String(fault.code) : undefined;
  return { fault: fault.name, code, reason: fault.message.slice(0, 300) };
}
