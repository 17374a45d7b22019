const DAY_MS = 86_400_000;

/** How the numbers of a date stand: year first, day first or month first. */
export type DateOrder = 'ymd' | 'dmy' | 'mdy';

/** Days since 1970-01-01 of 20240131, 2024-01-31, 2024-01-31 10:01, 31.01.2024 or 01/31/2024; null if it is no date. */
export function readDay(text: string, order: DateOrder = 'dmy'): number | null {
  const parts = dateParts(text.trim(), order);
  if (parts === null) return null;
  const [year, month, day] = parts;
  const instant = new Date(Date.UTC(year, month - 1, day));
  const exists =
    instant.getUTCFullYear() === year && instant.getUTCMonth() === month - 1 && instant.getUTCDate() === day;
  return exists && year >= 1900 && year < 2200 ? instant.getTime() / DAY_MS : null;
}

function dateParts(text: string, order: DateOrder): [number, number, number] | null {
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  const yearFirst = compact ?? /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/.exec(text);
  if (yearFirst !== null) return [Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3])];
  const yearLast = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{2}|\d{4})(?:[T ].*)?$/.exec(text);
  if (yearLast === null) return null;
  const year = yearLast[3]!.length === 2 ? 2000 + Number(yearLast[3]) : Number(yearLast[3]);
  const [first, second] = [Number(yearLast[1]), Number(yearLast[2])];
  return order === 'mdy' ? [year, first, second] : [year, second, first];
}

/** Month first only if some date's second number is past 12 and no first one is. */
export function detectDateOrder(texts: readonly string[]): DateOrder {
  let monthFirst = false;
  for (const text of texts) {
    const match = /^(\d{1,2})[-/.](\d{1,2})[-/.]\d{2,4}/.exec(text.trim());
    if (match === null) continue;
    if (Number(match[1]) > 12) return 'dmy';
    if (Number(match[2]) > 12) monthFirst = true;
  }
  return monthFirst ? 'mdy' : 'dmy';
}
