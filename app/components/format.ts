import { currencyExponent } from '#app/normalise/currency.ts';
import { formatMoney } from '#app/normalise/money.ts';

/** What all pages of one shop are written in. */
export type Formatting = { currency: string; timeZone: string; locale: string };

const LOCALE = 'en';

export function formattingOf(shop: { currency: string; timeZone: string }): Formatting {
  return { currency: shop.currency, timeZone: shop.timeZone, locale: LOCALE };
}

/** Minor units of the shop's currency (or of another one) as people write it. */
export function money(minor: number, format: Formatting, currency = format.currency): string {
  return formatMoney(minor, currency, format.locale);
}

/** Whole units of a currency, as a person types them, in minor units. */
export function minorOfMajor(major: number, currency: string): number {
  return Math.round(major * 10 ** currencyExponent(currency));
}

const COMPACT = new Map<string, Intl.NumberFormat>();

/** Money without its minor part, shortened from ten thousand on: for axes and key figures. */
export function shortMoney(minor: number, format: Formatting): string {
  const major = minor / 10 ** currencyExponent(format.currency);
  const key = `${format.currency}${Math.abs(major) >= 10_000}`;
  const made =
    COMPACT.get(key) ??
    new Intl.NumberFormat(format.locale, {
      style: 'currency',
      currency: format.currency,
      // Said outright: engines disagree on what is left out, and the browser takes over what the server wrote.
      minimumFractionDigits: 0,
      maximumFractionDigits: Math.abs(major) >= 10_000 ? 1 : 0,
      notation: Math.abs(major) >= 10_000 ? 'compact' : 'standard',
    });
  COMPACT.set(key, made);
  return made.format(major);
}

export function count(value: number): string {
  return value.toLocaleString(LOCALE);
}

/** "1 order", "2 orders". */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

export function percent(share: number | null, digits = 0): string {
  return share === null || !Number.isFinite(share)
    ? '–'
    : share.toLocaleString(LOCALE, { style: 'percent', maximumFractionDigits: digits, minimumFractionDigits: digits });
}

/** A calendar day `YYYY-MM-DD`. */
export function day(value: string): string {
  return new Date(`${value}T12:00:00Z`).toLocaleDateString(LOCALE, {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
}

/** An instant's day in the shop's zone. */
export function dayOf(at: Date, format: Formatting): string {
  return at.toLocaleDateString(format.locale, {
    timeZone: format.timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
}

/** An instant with its time in the shop's zone. */
export function instant(at: Date, format: Formatting): string {
  return at.toLocaleString(format.locale, {
    timeZone: format.timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  });
}

const STEPS: readonly [number, Intl.RelativeTimeFormatUnit][] = [
  [60, 'second'],
  [60, 'minute'],
  [24, 'hour'],
  [30, 'day'],
  [12, 'month'],
  [Number.POSITIVE_INFINITY, 'year'],
];

/** "2 minutes ago", as of `now`: the server's clock, so that the page is the same when the browser takes over. */
export function ago(at: Date, now: Date): string {
  let value = (at.getTime() - now.getTime()) / 1000;
  for (const [size, unit] of STEPS) {
    if (Math.abs(value) < size) {
      return unit === 'second'
        ? 'just now'
        : new Intl.RelativeTimeFormat(LOCALE, { numeric: 'auto' }).format(Math.round(value), unit);
    }
    value /= size;
  }
  return '';
}
