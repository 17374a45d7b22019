import { toLatin } from './transliterate.ts';

/** English first: on a clash (`mar` of marzo and martedì) the month wins, then the language further left. */
const LANGUAGES = 'en de fr es it nl sv da nb fi pt pl cs hu ro tr el ru'.split(' ');
/** Little words and ordinal endings between the parts of a written date. */
const FILLERS = 'st nd rd th er e o a de del do of the le la den der dne at kl um sept y'.split(' ');

export type CalendarWord = { month: number } | 'weekday' | 'filler';

let vocabulary: ReadonlyMap<string, CalendarWord> | null = null;

/**
 * What a word as `toLatin` writes it is in a date of any of 18 languages; `null` = none of it. Gathers its names at
 * first use (50 ms).
 */
export function calendarWord(word: string): CalendarWord | null {
  vocabulary ??= gatherWords();
  return vocabulary.get(word) ?? null;
}

function gatherWords(): Map<string, CalendarWord> {
  const words = new Map<string, CalendarWord>([['sept', { month: 9 }]]);
  for (const language of LANGUAGES) gatherMonths(words, language);
  for (const language of LANGUAGES) gatherWeekdays(words, language);
  for (const filler of FILLERS) if (!words.has(filler)) words.set(filler, 'filler');
  return words;
}

/** Both forms of a month: alone and after a day (`września`), long and short. */
function gatherMonths(words: Map<string, CalendarWord>, language: string): void {
  for (const style of ['long', 'short'] as const) {
    const alone = new Intl.DateTimeFormat(language, { month: style, timeZone: 'UTC' });
    const dated = new Intl.DateTimeFormat(language, { month: style, day: 'numeric', timeZone: 'UTC' });
    for (let month = 1; month <= 12; month += 1) {
      const middle = Date.UTC(2024, month - 1, 15);
      const inDate = dated.formatToParts(middle).find((part) => part.type === 'month')?.value ?? '';
      for (const name of [alone.format(middle), inDate]) addWord(words, name, { month });
    }
  }
}

function gatherWeekdays(words: Map<string, CalendarWord>, language: string): void {
  for (const style of ['long', 'short'] as const) {
    const format = new Intl.DateTimeFormat(language, { weekday: style, timeZone: 'UTC' });
    for (let day = 1; day <= 7; day += 1) addWord(words, format.format(Date.UTC(2024, 0, day)), 'weekday');
  }
}

function addWord(words: Map<string, CalendarWord>, name: string, meaning: CalendarWord): void {
  const word = toLatin(name).replace(/[.,]/g, '');
  if (/^\p{L}[\p{L}\p{M}]+$/u.test(word) && !words.has(word)) words.set(word, meaning);
}
