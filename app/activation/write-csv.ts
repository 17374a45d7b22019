/** Characters with which a cell becomes a formula in a spreadsheet (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r]/;
const PLAIN_NUMBER = /^[+-]?\d+([.,]\d+)?$/;

/**
 * A cell that no spreadsheet runs: a leading apostrophe before what would be a formula. Reversible: `cleanCell` takes one
 * apostrophe off when the file comes back. Plain numbers stay numbers.
 */
function safeCell(value: string): string {
  return FORMULA.test(value) && !PLAIN_NUMBER.test(value) ? `'${value}` : value;
}

/** Lines of CSV (RFC 4180, CRLF) with cells that no spreadsheet runs. */
export function csvLines(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map((cell) => quote(safeCell(cell))).join(',')).join('\r\n');
}

function quote(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
