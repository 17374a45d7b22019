import { distance } from 'fastest-levenshtein';

/** Names that someone may have meant, nearest first, at most three; none if nothing is near. */
export function closestNames(wanted: string, names: readonly string[]): string[] {
  const own = plain(wanted);
  return names
    .map((name) => ({ name, far: howFar(own, plain(name)) }))
    .filter(({ far }) => far <= Math.max(2, own.length / 3))
    .toSorted((a, b) => a.far - b.far || a.name.localeCompare(b.name, 'en'))
    .slice(0, 3)
    .map(({ name }) => name);
}

/** A part of the other counts as near; otherwise letters to change. */
function howFar(a: string, b: string): number {
  const contained = a.length >= 3 && b.length >= 3 && (a.includes(b) || b.includes(a));
  const letters = distance(a, b);
  return contained ? Math.min(letters, 2) : letters;
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]+/g, '');
}
