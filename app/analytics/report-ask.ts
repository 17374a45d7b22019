import { z } from 'zod';
import { COMPARISON_NAMES, type Comparison, type DaySpan, PERIOD_NAMES, type Period } from './report-period.ts';

/** What a report can show. Money in minor units of the shop's currency, net of returns unless it says otherwise. */
export const MEASURES = {
  net: { label: 'Revenue, net of returns', unit: 'money' },
  orders: { label: 'Orders', unit: 'count' },
  buyers: { label: 'Known buyers', unit: 'count' },
  new_buyers: { label: 'Buying for the first time', unit: 'count' },
  order_value: { label: 'Average order', unit: 'money' },
  refunded: { label: 'Given back', unit: 'money' },
  discount: { label: 'Discounts', unit: 'money' },
  unknown_net: { label: 'Revenue of unknown buyers', unit: 'money' },
  store_visits: { label: 'Store visits of known people', unit: 'count' },
} as const;
export type Measure = keyof typeof MEASURES;
export const MEASURE_NAMES = Object.keys(MEASURES) as Measure[];

/** By what a report is laid out; each order is in exactly one row. */
export const DIMENSIONS = {
  day: 'Day',
  week: 'Week',
  month: 'Month',
  channel: 'Channel',
  store: 'Store',
  source: 'Source',
  weekday: 'Weekday',
  product: 'Dearest product of the order',
  category: 'Category of that product',
  vendor: 'Vendor of that product',
  group: 'Group of the buyer',
  buyer: 'New or returning',
} as const;
export type Dimension = keyof typeof DIMENSIONS;
export const DIMENSION_NAMES = Object.keys(DIMENSIONS) as Dimension[];

/** Laid out in time: rows follow each other. */
export const IN_TIME: readonly Dimension[] = ['day', 'week', 'month', 'weekday'];

const MOST_DAYS = 3660;

const schema = z.object({
  by: z.enum(DIMENSION_NAMES as [Dimension, ...Dimension[]]).catch('month'),
  measures: z
    .string()
    .transform((text) => MEASURE_NAMES.filter((name) => text.split(',').includes(name)))
    .refine((names) => names.length > 0)
    .catch(['net', 'orders', 'buyers']),
  period: z.enum(PERIOD_NAMES as [Period, ...Period[]]).catch('days'),
  days: z.coerce.number().int().min(1).max(MOST_DAYS).catch(365),
  own: z
    .object({ from: z.iso.date(), until: z.iso.date() })
    .refine(({ from, until }) => from <= until && Date.parse(until) - Date.parse(from) < MOST_DAYS * 86_400_000)
    .nullable()
    .catch(null),
  against: z.enum(COMPARISON_NAMES as [Comparison, ...Comparison[]]).catch('none'),
  channel: z.enum(['online', 'pos']).nullable().catch(null),
  segmentId: z.coerce.number().int().positive().nullable().catch(null),
});

/** What a report is asked for. `own` are the dates of a period of own dates, null in any other. */
export type ReportAsk = z.infer<typeof schema>;

/** Reads the ask from an address or from what was kept; what is wrong in it falls back to the default. */
export function readReportAsk(params: URLSearchParams): ReportAsk {
  const ask = schema.parse({
    by: params.get('by'),
    measures: params.get('measures') ?? '',
    period: params.get('period'),
    days: params.get('days'),
    own: { from: params.get('from'), until: params.get('until') },
    against: params.get('against'),
    channel: params.get('channel'),
    segmentId: params.get('segment'),
  });
  return ask.period === 'own' && ask.own !== null ? ask : withoutDates(ask);
}

function withoutDates(ask: ReportAsk): ReportAsk {
  return { ...ask, period: ask.period === 'own' ? 'days' : ask.period, own: null };
}

/** The same report over other days, set against nothing. */
export function askOver(ask: ReportAsk, own: DaySpan): ReportAsk {
  return { ...ask, period: 'own', own, against: 'none' };
}

/** The ask as an address; `readReportAsk` reads the same back. */
export function reportParams(ask: ReportAsk): URLSearchParams {
  const params = new URLSearchParams({ by: ask.by, measures: ask.measures.join(','), days: String(ask.days) });
  if (ask.period !== 'days') params.set('period', ask.period);
  if (ask.own) {
    params.set('from', ask.own.from);
    params.set('until', ask.own.until);
  }
  if (ask.against !== 'none') params.set('against', ask.against);
  if (ask.channel) params.set('channel', ask.channel);
  if (ask.segmentId) params.set('segment', String(ask.segmentId));
  return params;
}
