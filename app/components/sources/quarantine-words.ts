import { plural } from '#app/components/format.ts';

type Held = readonly { rows: number }[];

/** `2 files with 1,204 rows`, `no file`. */
export function heldWords(held: Held): string {
  const rows = held.reduce((sum, one) => sum + one.rows, 0);
  return held.length === 0 ? 'no file' : `${plural(held.length, 'file')} with ${plural(rows, 'row')}`;
}
