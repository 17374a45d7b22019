import { describe, expect, it } from 'vitest';
import { faultFields } from './log.server.ts';

const reasonOf = (error: unknown) => String(faultFields(error)['reason']);

function parseFault(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
}

describe('a fault in a log line', () => {
  it.each(['{"name":"Zebulon Quixworth", oops}', 'Zebulon', '{"a":"Zebulon'])(
    'does not quote what a parser stumbled over: %s',
    (text) => {
      expect(reasonOf(parseFault(text))).not.toMatch(/Zebulon|Quixworth/);
    },
  );

  it('does not quote what a column would not take', () => {
    const fault = Object.assign(new Error('invalid input syntax for type date: "born "in" May"'), { code: '22007' });
    expect(faultFields(fault)).toEqual({
      fault: 'Error',
      code: '22007',
      reason: 'invalid input syntax for type date: "…"',
    });
  });

  it('names no address and no number', () => {
    expect(reasonOf(new Error('no mailbox zeb.quix+x@example.com, nor +1 (207) 555-0199'))).toBe('no mailbox …, nor …');
  });

  it('keeps what the program itself is called', () => {
    const fault = Object.assign(new Error('duplicate key value violates unique constraint "profile_pkey"'), {
      code: '23505',
    });
    expect(reasonOf(fault)).toContain('"profile_pkey"');
  });
});
