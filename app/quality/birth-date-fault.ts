import { isPlaceholderBirthDate } from '#app/normalise/birth-date.ts';

/** Nobody has been older than 122 years; above this, a slip is the likelier story. */
const OLDEST_YEARS = 110;
const WITH_YEAR = /^\d{4}-\d{2}-\d{2}$/;
const WITHOUT_YEAR = /^--\d{2}-\d{2}$/;

/** What is wrong with a date of birth (`YYYY-MM-DD` or `--MM-DD`) on the day `today`. Null: nothing. */
export function birthDateFault(value: string, today: string): 'default' | 'impossible' | null {
  if (isPlaceholderBirthDate(value)) {
    return 'default';
  }
  if (WITHOUT_YEAR.test(value)) {
    return null;
  }
  const oldest = `${String(Number(today.slice(0, 4)) - OLDEST_YEARS).padStart(4, '0')}${today.slice(4)}`;
  return WITH_YEAR.test(value) && value <= today && value >= oldest ? null : 'impossible';
}
