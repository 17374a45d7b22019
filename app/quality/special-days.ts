/**
 * Days on which a shop does not sell as on others: bank holidays of its country, and the days that retail has made. A
 * monitor compares such a day with the same one a year earlier, or not at all. Sources: 5 U.S.C. § 6103; Banking and
 * Financial Dealings Act 1971 (GB); the holiday acts of the other countries; Easter by Meeus, Astronomical Algorithms, ch. 8.
 */
type Rule = { name: string; on: (year: number) => string };

const DAY_MS = 86_400_000;

const fixed = (name: string, monthDay: string): Rule => ({ name, on: (year) => `${year}-${monthDay}` });
const easter = (name: string, offset: number): Rule => ({ name, on: (year) => addDays(easterSunday(year), offset) });
/** The nth (−1: last) weekday (0 = Sunday) of a month (1 to 12), and days after it. */
const nth = (name: string, month: number, weekday: number, which: number, after = 0): Rule => ({
  name,
  on: (year) => addDays(nthWeekday(year, month, weekday, which), after),
});

const EVERYWHERE: readonly Rule[] = [
  fixed('New Year', '01-01'),
  fixed('Christmas Eve', '12-24'),
  fixed('Christmas Day', '12-25'),
  fixed('26 December', '12-26'),
  fixed('New Year’s Eve', '12-31'),
  nth('Black Friday', 11, 4, 4, 1),
  nth('Saturday after Black Friday', 11, 4, 4, 2),
  nth('Sunday after Black Friday', 11, 4, 4, 3),
  nth('Cyber Monday', 11, 4, 4, 4),
  fixed('Valentine’s Day', '02-14'),
];
const WESTERN_EASTER: readonly Rule[] = [
  easter('Good Friday', -2),
  easter('Easter Sunday', 0),
  easter('Easter Monday', 1),
];
const EUROPEAN: readonly Rule[] = [
  ...WESTERN_EASTER,
  fixed('Labour Day', '05-01'),
  easter('Ascension', 39),
  easter('Whit Monday', 50),
];

const BY_COUNTRY: Readonly<Record<string, readonly Rule[]>> = {
  US: [
    nth('Martin Luther King Day', 1, 1, 3),
    nth('Presidents’ Day', 2, 1, 3),
    easter('Easter Sunday', 0),
    nth('Mother’s Day', 5, 0, 2),
    nth('Memorial Day', 5, 1, -1),
    fixed('Juneteenth', '06-19'),
    fixed('Independence Day', '07-04'),
    nth('Labor Day', 9, 1, 1),
    nth('Columbus Day', 10, 1, 2),
    fixed('Veterans Day', '11-11'),
    nth('Thanksgiving', 11, 4, 4),
  ],
  CA: [
    ...WESTERN_EASTER,
    fixed('Canada Day', '07-01'),
    nth('Labour Day', 9, 1, 1),
    nth('Thanksgiving', 10, 1, 2),
    fixed('Remembrance Day', '11-11'),
  ],
  GB: [
    ...WESTERN_EASTER,
    nth('Early May bank holiday', 5, 1, 1),
    nth('Spring bank holiday', 5, 1, -1),
    nth('Summer bank holiday', 8, 1, -1),
  ],
  IE: [...WESTERN_EASTER, fixed('Saint Patrick’s Day', '03-17'), nth('August holiday', 8, 1, 1)],
  DE: [...EUROPEAN, fixed('Unity Day', '10-03')],
  AT: [...EUROPEAN, fixed('National Day', '10-26'), fixed('Assumption', '08-15')],
  CH: [...EUROPEAN, fixed('National Day', '08-01')],
  FR: [
    ...EUROPEAN,
    fixed('Victory Day', '05-08'),
    fixed('Bastille Day', '07-14'),
    fixed('Assumption', '08-15'),
    fixed('Armistice', '11-11'),
  ],
  BE: [...EUROPEAN, fixed('National Day', '07-21'), fixed('Assumption', '08-15'), fixed('Armistice', '11-11')],
  NL: [...EUROPEAN, fixed('King’s Day', '04-27'), fixed('Saint Nicholas’ Eve', '12-05')],
  ES: [
    ...WESTERN_EASTER,
    fixed('Epiphany', '01-06'),
    fixed('Labour Day', '05-01'),
    fixed('Assumption', '08-15'),
    fixed('National Day', '10-12'),
  ],
  IT: [
    ...WESTERN_EASTER,
    fixed('Epiphany', '01-06'),
    fixed('Liberation Day', '04-25'),
    fixed('Labour Day', '05-01'),
    fixed('Assumption', '08-15'),
  ],
  SE: [...EUROPEAN, fixed('Epiphany', '01-06'), fixed('National Day', '06-06')],
  DK: [...EUROPEAN, easter('Maundy Thursday', -3)],
  NO: [...EUROPEAN, easter('Maundy Thursday', -3), fixed('Constitution Day', '05-17')],
  AU: [...WESTERN_EASTER, fixed('Australia Day', '01-26'), fixed('Anzac Day', '04-25')],
  NZ: [...WESTERN_EASTER, fixed('Waitangi Day', '02-06'), fixed('Anzac Day', '04-25')],
};

/** Special days of a country (ISO 3166 alpha-2) in these years: day `YYYY-MM-DD` → name. Without the country: those of all. */
export function specialDays(country: string | null, fromYear: number, toYear: number): Map<string, string> {
  const days = new Map<string, string>();
  for (let year = fromYear; year <= toYear; year++) {
    for (const { name, on } of [...EVERYWHERE, ...(BY_COUNTRY[country ?? ''] ?? [])]) {
      days.set(on(year), name);
    }
  }
  return days;
}

/** The day so many days later. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** 0 = Sunday … 6 = Saturday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

function nthWeekday(year: number, month: number, weekday: number, which: number): string {
  const pad = String(month).padStart(2, '0');
  if (which < 0) {
    const last = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
    return addDays(last, -((weekdayOf(last) - weekday + 7) % 7));
  }
  const first = `${year}-${pad}-01`;
  return addDays(first, ((weekday - weekdayOf(first) + 7) % 7) + 7 * (which - 1));
}

function easterSunday(year: number): string {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  const dayOfMonth = ((h + l - 7 * m + 114) % 31) + 1;
  return `${year}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;
}
