/** The rows of a CSV, TSV, semicolon or white-space separated text as trimmed cells; quotes are honoured; empty lines left out. */
export function readTable(text: string): string[][] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const split = splitter(lines.slice(0, 50));
  return lines.map((line) => split(line.trim()));
}

/** The separator that cuts the first lines into the same number of cells, more than one. */
function splitter(sample: readonly string[]): (line: string) => string[] {
  for (const separator of [',', ';', '\t', '|']) {
    const counts = new Set(sample.map((line) => splitQuoted(line, separator).length));
    if (counts.size === 1 && !counts.has(1)) return (line) => splitQuoted(line, separator);
  }
  return (line) => line.split(/\s+/);
}

function splitQuoted(line: string, separator: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    const character = line[i]!;
    if (character === '"' && quoted && line[i + 1] === '"') {
      cell += '"';
      i += 1;
    } else if (character === '"') quoted = !quoted;
    else if (character === separator && !quoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += character;
  }
  cells.push(cell.trim());
  return cells;
}
