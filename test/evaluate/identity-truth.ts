import type { Person } from './people-records.ts';
import type { PeopleTable } from './people-table.ts';

/** Says which records are one person; `columns` must be hidden from the matching. */
export type Truth = { columns: string[]; entityOf: (person: Person) => string | null };

const ENTITY_COLUMN =
  /^(?:cluster|cluster[ _]?id|entity|entity[ _]?id|true[ _]?id|truth|ground[ _]?truth|person[ _]?key|label)$/i;
const ID_COLUMN = /^(?:rec[ _]?id|record[ _]?id|unique[ _]?id|id|external[ _]?id)$/i;
const GROUP_COLUMN = /cluster|entity|person|group|truth/i;
/** Febrl writes the truth into the id: `rec-17-org`, `rec-17-dup-0`. */
const FEBRL_ID = /^(rec-\d+)-(?:org|dup-\d+)$/;

export function isKey({ columns }: PeopleTable): boolean {
  return (
    columns.length <= 5 &&
    columns.some((column) => ID_COLUMN.test(column)) &&
    columns.some((column) => /cluster|entity/i.test(column))
  );
}

/** A column of the table that names the entity. */
export function truthColumn(column: string): Truth {
  return { columns: [column], entityOf: ({ row }) => row[column] || null };
}

/** A table of record id → entity, or of pairs of record ids. Ids that two tables share are told apart by a column of the source. */
export function truthTable(key: PeopleTable): Truth {
  const ids = key.columns.filter((column) => ID_COLUMN.test(column));
  const groups = key.columns.filter(
    (column) => GROUP_COLUMN.test(column) && /id|entity|cluster|person/i.test(column) && !ids.includes(column),
  );
  const [idColumn, other] = [ids[0] ?? key.columns[0], groups[0]];
  return other === undefined ? truthOfPairs(key) : truthOfEntities(key, idColumn as string, other);
}

function truthOfEntities(key: PeopleTable, idColumn: string, entityColumn: string): Truth {
  const shared = key.columns.filter((column) => column !== idColumn && column !== entityColumn);
  const name = (row: Record<string, string>, columns: readonly string[]) =>
    columns.map((column) => row[column]).join('\n');
  const entities = new Map<string, string>();
  const tellings = shared.map((column) => [idColumn, column]);
  for (const row of key.rows) {
    entities.set(name(row, [idColumn]), row[entityColumn] as string);
    for (const columns of tellings) entities.set(name(row, columns), row[entityColumn] as string);
  }
  return {
    columns: [],
    entityOf: ({ row, externalId }) => {
      const columns = tellings.find((telling) => telling.every((column) => row[column] !== undefined));
      return entities.get(columns ? name(row, columns) : externalId) ?? entities.get(externalId) ?? null;
    },
  };
}

function truthOfPairs(key: PeopleTable): Truth {
  const [left, right] = key.columns as [string, string];
  const parent = new Map<string, string>();
  const rootOf = (id: string): string => {
    const up = parent.get(id) ?? id;
    return up === id ? id : rootOf(up);
  };
  for (const row of key.rows) parent.set(rootOf(row[left] as string), rootOf(row[right] as string));
  return { columns: [], entityOf: ({ externalId }) => rootOf(externalId) };
}

/** The truth that a table carries itself: a column that names the entity, or ids as Febrl writes them. */
export function ownTruth(tables: readonly PeopleTable[]): Truth | null {
  const column = tables[0]?.columns.find((name) => ENTITY_COLUMN.test(name));
  if (column !== undefined) return truthColumn(column);
  const idColumn = tables[0]?.columns.find((name) => ID_COLUMN.test(name));
  const isFebrl = tables.every(({ rows }) => rows.every((row) => FEBRL_ID.test(row[idColumn ?? ''] ?? '')));
  return isFebrl
    ? { columns: [], entityOf: ({ row }) => FEBRL_ID.exec(row[idColumn as string] as string)?.[1] ?? null }
    : null;
}
