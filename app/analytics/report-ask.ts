import { z } from 'zod';

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

const schema = z.object({
  by: z.enum(DIMENSION_NAMES as [Dimension, ...Dimension[]]).catch('month'),
  measures: z
    .string()
    .transform((text) => MEASURE_NAMES.filter((name) => text.split(',').includes(name)))
    .refine((names) => names.length > 0)
    .catch(['net', 'orders', 'buyers']),
  days: z.coerce.number().int().min(1).max(3660).catch(365),
  channel: z.enum(['online', 'pos']).nullable().catch(null),
  segmentId: z.coerce.number().int().positive().nullable().catch(null),
});

/** What a report is asked for: the last `days` until today. */
export type ReportAsk = z.infer<typeof schema>;

/** Reads the ask from an address or from what was kept; what is wrong in it falls back to the default. */
export function readReportAsk(params: URLSearchParams): ReportAsk {
  return schema.parse({
    by: params.get('by'),
    measures: params.get('measures') ?? '',
    days: params.get('days'),
    channel: params.get('channel'),
    segmentId: params.get('segment'),
  });
}

/** The ask as an address; `readReportAsk` reads the same back. */
export function reportParams(ask: ReportAsk): URLSearchParams {
  const params = new URLSearchParams({ by: ask.by, measures: ask.measures.join(','), days: String(ask.days) });
  if (ask.channel) params.set('channel', ask.channel);
  if (ask.segmentId) params.set('segment', String(ask.segmentId));
  return params;
}
