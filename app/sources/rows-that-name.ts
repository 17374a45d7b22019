import type { Person } from '#app/governance/person.ts';
import { type Sql, sql } from '#app/platform/sql.ts';

/** The last digits of a number, which stay the same however it is written. */
const TELLING_DIGITS = 9;

/** What separates one address from another in a cell. */
const BETWEEN = String.raw`[\s,;:<>()\[\]"|]+`;

/** Whether the cells of a row name a person, by the rule of `rowNames`. O(cells). */
export function cellsName({ contacts }: Pick<Person, 'contacts'>): (cells: readonly string[]) => boolean {
  const emails = new Set(contacts.filter((one) => one.includes('@')).map((email) => email.toLowerCase()));
  const digits = contacts.filter((one) => !one.includes('@')).map((phone) => phone.slice(-TELLING_DIGITS));
  const between = new RegExp(BETWEEN);
  return (cells) =>
    cells.some((cell) => {
      if (
        cell.includes('@') &&
        cell
          .toLowerCase()
          .split(between)
          .some((part) => emails.has(part))
      ) {
        return true;
      }
      const plain = cell.replace(/\D/g, '');
      return plain !== '' && digits.some((telling) => plain.endsWith(telling));
    });
}

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
    where regexp_split_to_array(lower(cell), ${BETWEEN}) && ${emails}::text[]
      or exists (select from unnest(${digits}::text[]) d where regexp_replace(cell, '\\D', '', 'g') like '%' || d))`;
}
