import type { Person } from '#app/governance/person.ts';
import { type Sql, sql } from '#app/platform/sql.ts';

/** The last digits of a number, which stay the same however it is written. */
const TELLING_DIGITS = 9;

/**
 * SQL: whether a refused row (`upload_row_issue`) names a person, in what the file said or in what was corrected since: by a whole e-mail
 * address, not one that is part of another's, or by the telling digits of a number, however it is written. Reads each row of the shop.
 */
export function rowNames(person: Pick<Person, 'contacts'>): Sql {
  const emails = person.contacts.filter((contact) => contact.includes('@')).map((email) => email.toLowerCase());
  const digits = person.contacts
    .filter((contact) => !contact.includes('@'))
    .map((phone) => phone.slice(-TELLING_DIGITS));
  return sql`exists (
    select from jsonb_array_elements_text(cells || coalesce(corrected, '[]')) cell
    where regexp_split_to_array(lower(cell), '[\\s,;:<>()\\[\\]"|]+') && ${emails}::text[]
      or exists (select from unnest(${digits}::text[]) d where regexp_replace(cell, '\\D', '', 'g') like '%' || d))`;
}
