import { describe, expect, it } from 'vitest';
import { inheritMapping, seenColumns } from './inherit-mapping.ts';
import { DEFAULT_CONVENTIONS, type Mapping } from './mapping.ts';
import { profileColumn } from './proposal/profile-column.ts';
import { proposeMapping } from './propose-mapping.ts';
import type { Question } from './questions.ts';

const SHOP = { currency: 'EUR', zone: 'Europe/Berlin', country: 'DE' };

function look(columns: string[], rows: string[][]) {
  const cells = rows.map((row, at) => ({ row: at + 2, cells: row }));
  const profiles = columns.map((column, index) => profileColumn(column, index, cells));
  const proposal = proposeMapping({
    fileName: 'members.csv',
    columns,
    headless: false,
    profiles,
    rows: cells,
    dateValues: new Map(),
    shop: SHOP,
  });
  return { profiles, proposal };
}

const TIERS = ['gold', 'silver', 'bronze'];
const members = (tiers: string[]) =>
  Array.from({ length: 30 }, (_, at) => [`m${at}@example.com`, `Name ${at}`, tiers[at % tiers.length]!]);

function confirmed(): Mapping {
  const { profiles, proposal } = look(['Email', 'Name', 'Tier'], members(TIERS));
  const columns = proposal.mapping.columns.map((one) =>
    one.column === 'Name' ? { ...one, field: 'customer.company', transforms: [{ kind: 'trim' as const }] } : one,
  );
  return { ...proposal.mapping, columns, seen: seenColumns(profiles) };
}

describe('the next file of a source', () => {
  it('goes where a person sent the last one, with its transformations', () => {
    const next = look(
      ['Tier', 'Name', 'Email'],
      members(TIERS).map((row) => [...row].reverse()),
    );
    const { mapping, differences } = inheritMapping(confirmed(), next.proposal.mapping, next.profiles, []);
    expect(mapping.columns.map((one) => one.column)).toEqual(['Tier', 'Name', 'Email']);
    expect(mapping.columns[1]).toMatchObject({ field: 'customer.company', transforms: [{ kind: 'trim' }] });
    expect(differences).toEqual([]);
  });

  it('is compared with the last one: columns gone, new, emptied, and words never seen', () => {
    const rows = members(['gold', 'platinum']).map(([email, , tier], at) => [at < 2 ? email! : '', tier!, 'Berlin']);
    const next = look(['Email', 'Tier', 'City'], rows);
    const { differences, mapping } = inheritMapping(confirmed(), next.proposal.mapping, next.profiles, []);
    expect(differences.map((one) => [one.kind, one.column])).toEqual([
      ['gone', 'Name'],
      ['new', 'City'],
      ['emptied', 'Email'],
      ['odd', 'Tier'],
    ]);
    expect(differences.at(-1)?.text).toContain('“platinum”');
    expect(mapping.columns.map((one) => one.column)).toEqual(['Email', 'Tier', 'City']);
  });

  it('asks nothing that was answered before, and says when the file is written otherwise', () => {
    const next = look(['Email', 'Name', 'Tier'], members(TIERS));
    const question = (kind: Question['kind'], id: string): Question => ({
      id,
      kind,
      text: '',
      evidence: '',
      columns: ['Email'],
      choices: [],
      blocking: true,
    });
    const saved = { ...confirmed(), conventions: { ...DEFAULT_CONVENTIONS, dateOrder: 'dmy' as const } };
    const proposed = {
      ...next.proposal.mapping,
      conventions: { ...next.proposal.mapping.conventions, decimalMark: ',' as const, dateOrder: null },
    };
    const result = inheritMapping(saved, proposed, next.profiles, [
      question('date_order', 'date_order'),
      question('currency', 'currency'),
    ]);
    expect(result.questions.map((one) => one.kind)).toEqual(['currency']);
    expect(result.mapping.conventions).toMatchObject({ dateOrder: 'dmy', decimalMark: ',' });
    expect(result.differences).toEqual([
      { kind: 'written_otherwise', column: '', text: 'The decimal mark was “.” and is “,” in this file.' },
    ]);
  });
});
