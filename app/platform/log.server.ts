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

/** A fault's class, code and message for a log line, without the values that a message may quote. Never the stack. */
export function faultFields(error: unknown): LogFields {
  const fault = error instanceof Error ? error : new Error(String(error));
  const code = 'code' in fault ? String(fault.code) : undefined;
  return { fault: fault.name, code, reason: withoutValues(fault, code).slice(0, 300) };
}

const ADDRESS = /[^\s"'<>(),;:=]+@[^\s"'<>(),;:=]+/g;
const PHONE = /\+\d[\d\s().-]{5,}\d/g;

/** A parser quotes what it stumbled over, PostgreSQL what a column would not take (its class 22): all from the first quote to the last. */
function withoutValues(fault: Error, code = ''): string {
  const quotes = fault instanceof SyntaxError || code.startsWith('22');
  const text = quotes ? fault.message.replace(/".*"/s, '"…"') : fault.message;
  return text.replace(ADDRESS, '…').replace(PHONE, '…');
}
