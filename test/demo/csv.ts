const needsQuotes = /[",;\n\r]/u;

/** One CSV line without its ending; cells are quoted only where they must be. */
export function csvLine(cells: readonly string[], delimiter = ','): string {
  // Joined, not added up: V8 then makes one flat string, which sorts and writes faster.
  return cells.map((cell) => (needsQuotes.test(cell) ? quote(cell, delimiter) : cell)).join(delimiter);
}

function quote(cell: string, delimiter: string): string {
  return cell.includes(delimiter) || /["\n\r]/u.test(cell) ? `"${cell.replace(/"/gu, '""')}"` : cell;
}

/** Letters beyond Windows-1252 become `_`, as a spreadsheet that saves in that code page makes them. */
export function forWindows1252(text: string): string {
  return text.replace(/[^\p{ASCII}\xa0-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/gu, '_');
}
