import { sql } from '#app/platform/sql.ts';
import type { Check } from '../check.ts';

/** Hours after which a source without a rhythm of its own is expected again, as on the Sources page. */
const WEEK_HOURS = 168;

export const sourceLate = {
  key: 'source_late',
  dimension: 'freshness',
  subject: 'source',
  field: 'Source',
  label: 'Source that is late',
  sentence:
    'Nothing has come from it for more than one and a half times its usual interval: figures and segments run on old data.',
  formula: 'Sources heard from within 1.5 × their interval (a week if none is set) ÷ sources that have ever spoken.',
  remedy: 'Upload the next file, or look at the connection on the Sources page.',
  severity: 'high',
  target: 1,
  among: () => sql`s.last_heard_at is not null`,
  fails: ({ now }) =>
    sql`s.last_heard_at < ${now}::timestamptz - coalesce(s.expected_rhythm_hours, ${WEEK_HOURS}::int) * interval '90 minutes'`,
  found: () => sql`concat('last heard from on ', s.last_heard_at::date)`,
} as const satisfies Check;
