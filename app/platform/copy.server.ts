import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { Tx } from './db.server.ts';
import { MOST_OF_EVENT } from './event-plan.server.ts';
import { raw, type Sql, sql } from './sql.ts';

/** A value that COPY can carry: arrays become PostgreSQL arrays, plain objects JSON. */
export type CopyValue =
  | string
  | number
  | boolean
  | Date
  | null
  | undefined
  | readonly (string | number)[]
  | { readonly [key: string]: unknown };

const CHUNK_CHARS = 256 * 1024;

/**
 * Makes (once per connection) a temporary table with the given columns of `like` and further ones, empty at the start of
 * each transaction. Temporary tables carry no row-level security, which COPY FROM would refuse, and nobody else sees them.
 */
export async function stagingTable(
  tx: Tx,
  name: string,
  like: string,
  columns: readonly string[],
  further = '',
): Promise<void> {
  const list = columns.map((column) => `"${column}"`).join(', ');
  await tx.client.query(`create temporary table if not exists ${name} on commit delete rows as
    select ${list}${further === '' ? '' : `, ${further}`} from ${like} with no data`);
}

/** A table's columns to stage, with further ones by their type. */
export type Stage = {
  name: string;
  like: string;
  columns: readonly string[];
  further?: Readonly<Record<string, string>>;
};

/**
 * Rows as something to select from, alias to follow: those of an event as values of the statement, for which a staging table would cost
 * more than they do, many in a staging table. Values in the order of the columns, then of the further ones.
 */
export async function stageRows(tx: Tx, stage: Stage, rows: readonly (readonly CopyValue[])[]): Promise<Sql> {
  const { name, like, columns, further = {} } = stage;
  const all = [...columns, ...Object.keys(further)];
  if (rows.length <= MOST_OF_EVENT) {
    const named = rows.map((row) => Object.fromEntries(all.map((column, at) => [column, row[at] ?? null])));
    const more = Object.entries(further).map(([column, type]) => `, (e.value ->> '${column}')::${type} as ${column}`);
    return sql`(
      select r.*${raw(more.join(''))}
      from jsonb_array_elements(${JSON.stringify(named, storable)}::jsonb) e, jsonb_populate_record(null::${raw(like)}, e.value) r)`;
  }
  const extra = Object.entries(further).map(([column, type]) => `null::${type} as ${column}`);
  await stagingTable(tx, name, like, columns, extra.join(', '));
  await emptyStage(tx, name);
  await copyRows(tx, name, all, rows);
  return raw(name);
}

/** PostgreSQL's texts hold no NUL and no half of a character. */
function storable(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\ufffd') : value;
}

/**
 * Empties a staging table for the next rows of the transaction. It mostly is empty, and finding that out costs a tenth of a truncate, which
 * makes a new file.
 */
async function emptyStage(tx: Tx, name: string): Promise<void> {
  const { rows } = await tx.client.query<{ used: boolean }>(`select exists (select from ${name}) as used`);
  if (rows[0]?.used) {
    await tx.client.query(`truncate ${name}`);
  }
}

/** Streams rows into a table with COPY. Cost: about 0.5 million rows of ten columns a second; constant memory. */
export async function copyRows(
  tx: Tx,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly CopyValue[]>,
): Promise<void> {
  const list = columns.map((column) => `"${column}"`).join(', ');
  const target = tx.client.query(copyFrom(`copy ${table} (${list}) from stdin`));
  await pipeline(Readable.from(chunks(rows), { objectMode: true }), target);
}

/**
 * What COPY gives of a statement, chunk by chunk. Ends when the server is ready for the next statement, for which the driver's stream does
 * not wait. `statement` takes no values: they stand in it.
 */
export async function* copyOut(tx: Tx, statement: string, format: 'text' | 'binary' = 'text'): AsyncGenerator<Buffer> {
  const stream = tx.client.query(copyTo(`copy (${statement}) to stdout (format ${format})`));
  const isReady = new Promise<void>((done) => Object.assign(stream, { handleReadyForQuery: done }));
  for await (const part of stream) {
    yield part as Buffer;
  }
  await isReady;
}

/** What stands before the rows in COPY's binary format. */
const BINARY_HEADER = 19;

/**
 * The single bytea of a statement's single row; null if there is none. By COPY: the driver reads answers as text only, in which bytes are
 * twice as long. `statement` takes no values: numbers of ours stand in it.
 */
export async function readBytes(tx: Tx, statement: string): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  for await (const part of copyOut(tx, statement, 'binary')) {
    parts.push(part);
  }
  const answer = Buffer.concat(parts);
  if (answer.readInt16BE(BINARY_HEADER) !== 1) {
    return null;
  }
  const from = BINARY_HEADER + 6;
  return answer.subarray(from, from + answer.readInt32BE(from - 4));
}

/** Lines gathered into chunks: a write per row would cost more than the row. */
function* chunks(rows: Iterable<readonly CopyValue[]>): Generator<string> {
  let chunk = '';
  for (const row of rows) {
    chunk += copyLine(row);
    if (chunk.length >= CHUNK_CHARS) {
      yield chunk;
      chunk = '';
    }
  }
  if (chunk !== '') {
    yield chunk;
  }
}

/** One line of COPY's text format. */
function copyLine(row: readonly CopyValue[]): string {
  let line = '';
  for (let index = 0; index < row.length; index++) {
    line += (index === 0 ? '' : '\t') + copyField(row[index]);
  }
  return `${line}\n`;
}

function copyField(value: CopyValue): string {
  if (value === null || value === undefined) {
    return '\\N';
  }
  if (typeof value === 'string') {
    return escapeText(value);
  }
  if (typeof value === 'number' || typeof value === 'boolean') {
    return String(value);
  }
  if (value instanceof Date) {
    return value.toISOString();
  }
  return escapeText(Array.isArray(value) ? arrayLiteral(value) : JSON.stringify(value));
}

const SPECIAL = /[\\\t\n\r\0]/;

function escapeText(text: string): string {
  if (!SPECIAL.test(text)) {
    return text;
  }
  return text.replace(/[\\\t\n\r\0]/g, (char) => {
    switch (char) {
      case '\\':
        return '\\\\';
      case '\t':
        return '\\t';
      case '\n':
        return '\\n';
      case '\r':
        return '\\r';
      default:
        return ''; // PostgreSQL text holds no NUL
    }
  });
}

function arrayLiteral(items: readonly (string | number)[]): string {
  return `{${items.map((item) => `"${String(item).replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}
