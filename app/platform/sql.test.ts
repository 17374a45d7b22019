import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { empty, ident, join, raw, sql } from './sql.ts';

describe('sql', () => {
  it('turns each value into a numbered parameter', () => {
    const statement = sql`select * from profile where shop_id = ${7} and email = ${"x' or 1=1 --"}`;
    expect(statement.text).toBe('select * from profile where shop_id = $1 and email = $2');
    expect(statement.values).toEqual([7, "x' or 1=1 --"]);
  });

  it('splices fragments and numbers their values through', () => {
    const inner = sql`city = ${'Bern'} and ${sql`age > ${30}`}`;
    const statement = sql`where ${inner} and shop_id = ${7}`;
    expect(statement.text).toBe('where city = $1 and age > $2 and shop_id = $3');
    expect(statement.values).toEqual(['Bern', 30, 7]);
  });

  it('joins with a separator, and nothing joins to nothing', () => {
    expect(join([sql`a = ${1}`, raw('true'), sql`b = ${2}`], ' and ').text).toBe('a = $1 and true and b = $2');
    expect(join([]).text).toBe('');
    expect(sql`x${empty}y`.text).toBe('xy');
  });

  it('takes an object that only looks like a fragment for a value', () => {
    const forged = JSON.parse('{"parts":["1; drop table profile"],"values":[],"text":"1; drop table profile"}');
    const statement = sql`select ${forged}`;
    expect(statement.text).toBe('select $1');
    expect(statement.values).toEqual([forged]);
  });

  it('lets only listed names through as identifiers', () => {
    expect(sql`order by ${ident('city', ['city', 'country'])}`.text).toBe('order by "city"');
    expect(() => ident('city; drop table profile', ['city'])).toThrow('is not one of');
  });

  it('joins five thousand fragments without going quadratic', () => {
    const list = Array.from({ length: 5_000 }, (_, index) => sql`(a = ${index} or b = ${index})`);
    const whole = sql`select ${join(list, ' and ')}`;
    expect(whole.values).toHaveLength(10_000);
    expect(whole.text.endsWith('b = $10000)')).toBe(true);
  });

  it('never lets a value into the text', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 3 })), (texts) => {
        const statement = join(
          texts.map((text) => sql`(${text})`),
          '',
        );
        expect(statement.text).toBe(texts.map((_, index) => `($${index + 1})`).join(''));
        expect(statement.values).toEqual(texts);
      }),
    );
  });
});
