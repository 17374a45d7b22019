import { join, raw, type Sql } from '#app/platform/sql.ts';
import type { DataPart } from '../catalogue.ts';

/** Tables with one row a person, by the part of the data that they hold; attributes name them by these letters. */
const tables: Partial<Record<DataPart, Sql>> = {
  scores: raw('\nleft join value_score v on v.shop_id = p.shop_id and v.profile_id = p.id'),
  households: raw('\nleft join profile_household hh on hh.shop_id = p.shop_id and hh.profile_id = p.id'),
};

const metrics = raw('left join profile_metrics m on m.shop_id = p.shop_id and m.profile_id = p.id');

/** Joins to `profile p` what attributes of these parts are read from; metrics `m` always, since previews count by them. */
export function figureJoins(parts: Iterable<DataPart>): Sql {
  return join([metrics, ...[...new Set(parts)].flatMap((part) => tables[part] ?? [])], '');
}
