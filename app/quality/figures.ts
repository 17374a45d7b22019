/** What a series is: rows a day, a share of a day's rows, or the mean of the logarithm of an amount. */
export type FigureKind = 'count' | 'share' | 'amount';

/** What a change of a figure points to: alarms of one family, source and time are one incident. */
export type Family =
  | 'volume'
  | 'missing'
  | 'wrong'
  | 'amounts'
  | 'duplicates'
  | 'consent'
  | 'values'
  | 'silence'
  | 'schema';

export type Figure = {
  key: string;
  kind: FigureKind;
  family: Family;
  /** Rows of which: sales by day, customers by the day they were first seen. */
  of: 'orders' | 'customers';
  /** The figure, to stand in a sentence: “… of Till 2 is …”. */
  label: string;
  /** A fall is a fault too. */
  bothWays: boolean;
  /** Smallest change that is worth a word: points of share (0 to 1), or a ratio for counts and amounts. */
  least: number;
};

const count = (key: string, of: Figure['of'], label: string): Figure => ({
  key,
  kind: 'count',
  family: 'volume',
  of,
  label,
  bothWays: true,
  least: 1.6,
});
const share = (
  key: string,
  of: Figure['of'],
  family: Family,
  label: string,
  { bothWays = false, least = 0.04 } = {},
): Figure => ({ key, kind: 'share', family, of, label, bothWays, least });

/** The figures that are watched, per source and (of sales in store) per store. */
export const FIGURES: readonly Figure[] = [
  count('orders', 'orders', 'number of sales'),
  {
    key: 'amount',
    kind: 'amount',
    family: 'amounts',
    of: 'orders',
    label: 'usual amount of a sale',
    bothWays: true,
    least: 1.25,
  },
  share('anonymous', 'orders', 'missing', 'share of sales without a customer', { least: 0.1 }),
  share('no_staff', 'orders', 'missing', 'share of sales without a member of staff', { least: 0.1 }),
  share('no_lines', 'orders', 'missing', 'share of sales without lines'),
  share('free', 'orders', 'amounts', 'share of sales of nothing'),
  share('discounted', 'orders', 'amounts', 'share of sales with a discount', { bothWays: true, least: 0.25 }),
  share('refunded', 'orders', 'amounts', 'share of sales refunded', { least: 0.08 }),
  share('repeated', 'orders', 'duplicates', 'share of sales that came twice', { least: 0.02 }),
  share('ahead', 'orders', 'wrong', 'share of sales dated in the future', { least: 0.01 }),
  count('customers', 'customers', 'number of new customers'),
  share('no_email', 'customers', 'missing', 'share of new customers without an e-mail address', { least: 0.1 }),
  share('no_phone', 'customers', 'missing', 'share of new customers without a phone number', { least: 0.1 }),
  share('no_name', 'customers', 'missing', 'share of new customers without a name', { least: 0.06 }),
  share('no_address', 'customers', 'missing', 'share of new customers without an address', { least: 0.12 }),
  share('bad_email', 'customers', 'wrong', 'share of e-mail addresses that cannot be used'),
  share('bad_phone', 'customers', 'wrong', 'share of phone numbers that cannot be dialled', { least: 0.06 }),
  share('bad_letters', 'customers', 'wrong', 'share of names in capitals or with broken letters', { least: 0.1 }),
  share('bad_birth', 'customers', 'wrong', 'share of dates of birth that a form filled in', { least: 0.06 }),
  share('bad_country', 'customers', 'wrong', 'share of countries that cannot be told'),
  share('twice', 'customers', 'duplicates', 'share of new customers who were there before', { least: 0.08 }),
  share('consenting', 'customers', 'consent', 'share of new customers who said yes', { bothWays: true, least: 0.15 }),
  share('contradicted', 'customers', 'consent', 'share of consents that another source denies', { least: 0.03 }),
  share('undated', 'customers', 'consent', 'share of consents without a date', { least: 0.08 }),
];

/** The share of a field's most frequent value: everybody from one town, born on one day. */
export function valueFigure(field: string): Figure {
  return share(`value:${field}`, 'customers', 'values', `share of new customers of one ${field}`, { least: 0.12 });
}

/** The figure of this key. Throws a RangeError for one that is not watched. */
export function figureOf(key: string): Figure {
  const found = key.startsWith('value:')
    ? valueFigure(key.slice('value:'.length))
    : FIGURES.find((figure) => figure.key === key);
  if (!found) {
    throw new RangeError(`${key} is no figure that is watched`);
  }
  return found;
}
