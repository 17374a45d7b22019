import type { Person } from '#app/governance/person.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { sql } from '#app/platform/sql.ts';
import { cellsName } from './rows-that-name.ts';
import { openUpload, type TableLayout, type UploadTable } from './upload/open-upload.server.ts';
import { dropFile, replaceFile, storedUpload } from './upload-store.server.ts';

type Held = { id: number; fileName: string };

function heldFiles(tx: Tx): Promise<Held[]> {
  return tx.rows<Held>(sql`
    select id, file_name as "fileName" from upload
    where shop_id = ${tx.shopId} and state = 'held' order by held_at, id`);
}

/** The rows of held files that name a person, as they stand there. Reads every held file. */
export async function heldRowsOf(tx: Tx, person: Person): Promise<{ file_name: string; cells: string[] }[]> {
  const found: { file_name: string; cells: string[] }[] = [];
  for (const held of await heldFiles(tx)) {
    const rows = await rowsNaming(tx, held, person);
    found.push(...rows.map((cells) => ({ file_name: held.fileName, cells })));
  }
  return found;
}

async function rowsNaming(tx: Tx, held: Held, person: Person): Promise<string[][]> {
  const isNamed = cellsName(person);
  const found: string[][] = [];
  for (const table of (await openUpload(await storedUpload(tx.shopId, held.id))).tables) {
    for await (const rows of table.rows()) {
      found.push(...rows.map((row) => row.cells).filter(isNamed));
    }
  }
  return found;
}

const NAMED =
  'A customer had his data erased whom this file named, so that it is kept no longer. Upload a fresh export.';

/**
 * Takes the rows that name a person out of the files that are held: a text file is written anew without them; a workbook or an archive,
 * which cannot be, goes whole. Files that do not name him stay as they came. Returns how many rows went. Reads every held file.
 */
export async function eraseFromHeld(tx: Tx, person: Person): Promise<number> {
  let gone = 0;
  for (const held of await heldFiles(tx)) {
    const rows = (await rowsNaming(tx, held, person)).length;
    if (rows > 0) {
      await eraseFromFile(tx, held, person, rows);
    }
    gone += rows;
  }
  return gone;
}

async function eraseFromFile(tx: Tx, held: Held, person: Person, rows: number): Promise<void> {
  const { container, tables } = await openUpload(await storedUpload(tx.shopId, held.id));
  const [table] = tables;
  if (container !== 'delimited' || !table) {
    await dropFile(tx, held.id);
    await tx.run(sql`
      update upload set state = 'refused', failure = ${NAMED}, finished_at = now() where shop_id = ${tx.shopId} and id = ${held.id}`);
    return;
  }
  await replaceFile(tx, held.id, without(table, cellsName(person)));
  await tx.run(sql`
    update upload set detection = jsonb_set(detection, '{dataRows}', to_jsonb(greatest(0, (detection ->> 'dataRows')::bigint - ${rows}::bigint)))
    where shop_id = ${tx.shopId} and id = ${held.id}`);
}

/** The table as text of the same form, without the rows that are named; damaged rows as far as they could be read. */
async function* without(
  table: UploadTable,
  isNamed: (cells: readonly string[]) => boolean,
): AsyncGenerator<Uint8Array> {
  const delimiter = delimiterOf(table.layout);
  yield Buffer.from('\uFEFF');
  for await (const rows of table.rows()) {
    const kept = rows.filter((row) => !isNamed(row.cells));
    yield Buffer.from(kept.map(({ cells }) => `${cells.map(quoted).join(delimiter)}\n`).join(''));
  }
}

function delimiterOf(layout: TableLayout): string {
  if (layout.container !== 'delimited') {
    throw new Refusal('sources.not_text', 'Only a text file can be written anew.');
  }
  return layout.format.delimiter;
}

function quoted(cell: string): string {
  return /["\r\n,;\t|]/.test(cell) || cell !== cell.trim() ? `"${cell.replaceAll('"', '""')}"` : cell;
}
