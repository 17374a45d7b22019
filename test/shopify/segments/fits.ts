import type { Asked, Word } from './read-query.ts';

/** What is not known fits denials only: `!=`, `NOT IN`, `NOT CONTAINS`, `IS NULL`. */
function fitsUnknown({ operator, isNegated }: Asked): boolean {
  return operator === '!=' || (operator === 'is null' ? !isNegated : isNegated);
}

export function numberFits(found: number, asked: Asked): boolean {
  return compared(asked, (word) => Math.sign(round(found) - round(Number(word.text))));
}

function round(value: number): number {
  return Math.round(value * 10_000);
}

export function textFits(found: string | null, asked: Asked): boolean {
  if (found === null) return fitsUnknown(asked);
  return compared(asked, (word) => (found.toLowerCase() === word.text.toLowerCase() ? 0 : 1));
}

/** Tags and places do not mind upper and lower case. */
export function listFits(found: readonly string[], asked: Asked): boolean {
  if (asked.operator === 'is null') return (found.length === 0) !== asked.isNegated;
  const has = ({ text }: Word) => found.some((one) => one.toLowerCase() === text.toLowerCase());
  return asked.words.some(has) !== asked.isNegated;
}

type Clock = {
  timeZone: string;
  now: Date;
  /** Whether only day and month count. */
  isYearly?: boolean;
};

/** An instant against days of the shop's clock, each whole, or against moments on it. */
export function dateFits(found: string | null, asked: Asked, clock: Clock): boolean {
  if (found === null) return fitsUnknown(asked);
  const moment = localMoment(new Date(found), clock.timeZone);
  const today = localMoment(clock.now, clock.timeZone).slice(0, 10);
  if (clock.isYearly) return comesBack(moment.slice(0, 10), asked, today);
  return compared(asked, (word) => {
    const wanted = dayOf(word.text, today);
    const own = wanted.length === 10 ? moment.slice(0, 10) : moment;
    return own < wanted ? -1 : Number(own > wanted);
  });
}

/** Whether a day's return of last year, this year or the next fits. */
function comesBack(day: string, asked: Asked, today: string): boolean {
  if (asked.operator === 'is null') return asked.isNegated;
  const year = Number(today.slice(0, 4));
  const returns = [year - 1, year, year + 1].map((one) => sameDayIn(day, one));
  const isAt = (word: Word) => {
    const wanted = dayOf(word.text, today);
    return day.slice(5) === wanted.slice(5);
  };
  if (asked.operator === '!=') return !isAt(asked.words[0]!);
  if (asked.operator === '=') return isAt(asked.words[0]!);
  return returns.some((one) => compared(asked, (word) => one.localeCompare(dayOf(word.text, today))));
}

function sameDayIn(day: string, year: number): string {
  return `${year}${day.slice(4)}`;
}

function compared(asked: Asked, order: (word: Word) => number): boolean {
  const [first, second] = asked.words;
  switch (asked.operator) {
    case 'is null':
      return asked.isNegated;
    case 'between':
      return order(first!) >= 0 && order(second!) <= 0;
    case 'in':
      return asked.words.some((word) => order(word) === 0) !== asked.isNegated;
    case 'contains':
      return (order(first!) === 0) !== asked.isNegated;
    case '=':
      return order(first!) === 0;
    case '!=':
      return order(first!) !== 0;
    default:
      return isOrdered(asked.operator, order(first!));
  }
}

function isOrdered(operator: '<' | '<=' | '>' | '>=', order: number): boolean {
  return { '<': order < 0, '<=': order <= 0, '>': order > 0, '>=': order >= 0 }[operator];
}

/** `2026-01-31T10:00:00` on the shop's clock. */
function localMoment(at: Date, timeZone: string): string {
  return at.toLocaleString('sv-SE', { timeZone, hour12: false }).replace(' ', 'T');
}

/** The day that a word names, or the moment, as text that compares as they do. */
function dayOf(text: string, today: string): string {
  if (text === 'today') return today;
  if (text === 'yesterday') return moved(today, -1, 'd');
  const [, sign, amount, unit] = /^([-+])(\d+)([dwmy])$/.exec(text) ?? [];
  return sign ? moved(today, Number(`${sign}${amount}`), unit!) : text;
}

/** Months and years end at the last day that the month has. */
function moved(day: string, by: number, unit: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  if (unit === 'd' || unit === 'w') {
    at.setUTCDate(at.getUTCDate() + by * (unit === 'w' ? 7 : 1));
    return at.toISOString().slice(0, 10);
  }
  const date = at.getUTCDate();
  at.setUTCDate(1);
  at.setUTCMonth(at.getUTCMonth() + by * (unit === 'y' ? 12 : 1));
  const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate();
  at.setUTCDate(Math.min(date, last));
  return at.toISOString().slice(0, 10);
}
