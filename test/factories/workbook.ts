import { makeZip } from './zip-file.ts';

/** A cell of a made workbook: text (shared), number, date serial (shown as a date), truth, formula with or without its value. */
export type MadeCell =
  | string
  | number
  | boolean
  | null
  | { serial: number }
  | { formula: string; value?: string }
  | { inline: string };

/** An .xlsx with one or more sheets, as a spreadsheet would save it. */
export function makeWorkbook(sheets: Record<string, readonly (readonly MadeCell[])[]>): Buffer {
  const shared: string[] = [];
  const names = Object.keys(sheets);
  const parts = names.map((name, at) => ({
    name: `xl/worksheets/sheet${at + 1}.xml`,
    content: sheetXml(sheets[name] ?? [], shared),
  }));
  const listed = names.map((name, at) => `<sheet name="${escapeXml(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`);
  const relations = names.map(
    (_, at) => `<Relationship Id="rId${at + 1}" Type="t" Target="worksheets/sheet${at + 1}.xml"/>`,
  );
  return makeZip([
    { name: '[Content_Types].xml', content: '<Types/>' },
    { name: 'xl/workbook.xml', content: `<workbook xmlns:r="r"><sheets>${listed.join('')}</sheets></workbook>` },
    { name: 'xl/_rels/workbook.xml.rels', content: `<Relationships>${relations.join('')}</Relationships>` },
    {
      name: 'xl/styles.xml',
      content: '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    },
    ...parts,
    {
      name: 'xl/sharedStrings.xml',
      content: `<sst>${shared.map((text) => `<si><t>${escapeXml(text)}</t></si>`).join('')}</sst>`,
    },
  ]);
}

function sheetXml(rows: readonly (readonly MadeCell[])[], shared: string[]): string {
  const lines = rows.map((cells, at) => {
    const written = cells.map((cell, column) => cellXml(cell, `${columnLetter(column)}${at + 1}`, shared));
    return `<row r="${at + 1}">${written.join('')}</row>`;
  });
  return `<worksheet><sheetData>${lines.join('')}</sheetData></worksheet>`;
}

function cellXml(cell: MadeCell, reference: string, shared: string[]): string {
  if (cell === null) return '';
  if (typeof cell === 'string') {
    shared.push(cell);
    return `<c r="${reference}" t="s"><v>${shared.length - 1}</v></c>`;
  }
  if (typeof cell === 'number') return `<c r="${reference}"><v>${cell}</v></c>`;
  if (typeof cell === 'boolean') return `<c r="${reference}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  if ('serial' in cell) return `<c r="${reference}" s="1"><v>${cell.serial}</v></c>`;
  if ('inline' in cell) return `<c r="${reference}" t="inlineStr"><is><t>${escapeXml(cell.inline)}</t></is></c>`;
  const value = cell.value === undefined ? '' : `<v>${escapeXml(cell.value)}</v>`;
  return `<c r="${reference}"${cell.value === undefined ? '' : ' t="str"'}><f>${escapeXml(cell.formula)}</f>${value}</c>`;
}

function columnLetter(index: number): string {
  return index < 26
    ? String.fromCharCode(65 + index)
    : columnLetter(Math.floor(index / 26) - 1) + columnLetter(index % 26);
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
