import { sql } from '#app/platform/sql.ts';
import type { Check } from '../check.ts';

export const countryUnknown = {
  key: 'country_unknown',
  dimension: 'validity',
  subject: 'customer',
  field: 'Country',
  label: 'Country that cannot be told',
  sentence: 'What stands in the field is no country that anybody knows: no postage, no tax and no segment by country.',
  formula: 'Countries with an ISO 3166 code ÷ filled countries.',
  remedy: 'Correct the country in its source, by its name or its two letters.',
  severity: 'low',
  target: 0.99,
  among: () => sql`r.country is not null`,
  fails: () =>
    sql`not (octet_length(r.country) = 2 and left(r.country, 1) collate "C" between 'A' and 'Z' and right(r.country, 1) collate "C" between 'A' and 'Z')`,
  found: () => sql`r.country`,
} as const satisfies Check;
