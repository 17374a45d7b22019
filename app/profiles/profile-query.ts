import { z } from 'zod';

export const PROFILE_SORTS = [
  'value desc',
  'value asc',
  'orders desc',
  'last_order desc',
  'name asc',
  'seen desc',
] as const;
export type ProfileSort = (typeof PROFILE_SORTS)[number];

const schema = z.object({
  search: z.string().trim().max(200).catch(''),
  channel: z.enum(['online', 'pos', 'both', 'none']).nullable().catch(null),
  consent: z.enum(['granted', 'denied', 'pending', 'unknown']).nullable().catch(null),
  sourceId: z.coerce.number().int().positive().nullable().catch(null),
  segmentId: z.coerce.number().int().positive().nullable().catch(null),
  merged: z.coerce.boolean().catch(false),
  sort: z.enum(PROFILE_SORTS).catch('value desc'),
  page: z.coerce.number().int().min(1).max(2000).catch(1),
});

/** What a list of profiles is asked for. */
export type ProfileQuery = z.infer<typeof schema>;

/** Reads a list's query from the address; what is wrong in it falls back to the default. */
export function readProfileQuery(params: URLSearchParams): ProfileQuery {
  return schema.parse({
    search: params.get('q') ?? '',
    channel: params.get('channel'),
    consent: params.get('consent'),
    sourceId: params.get('source'),
    segmentId: params.get('segment'),
    merged: params.get('merged') ?? '',
    sort: params.get('sort') ?? 'value desc',
    page: params.get('page') ?? 1,
  });
}
