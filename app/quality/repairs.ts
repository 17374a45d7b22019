import { countryOfPhone } from '#app/normalise/country.ts';
import { normaliseEmail } from '#app/normalise/email.ts';
import { caseName } from '#app/normalise/name-case.ts';
import type { CHECKS } from './check-list.ts';
import { fitsCountry } from './postal-codes.ts';
import type { HandRepair, Mendable, MendableRow, MendedFields, Repair, RowRepair } from './repair.ts';

const NAMES = ['given_name', 'family_name', 'full_name'] as const;

const rows = (repair: Omit<RowRepair, 'kind'>): RowRepair => ({ kind: 'rows', ...repair });
const ask = (sentence: string): HandRepair => ({ kind: 'ask', label: 'Ask the till', sentence, url: null });
const inSource = (sentence: string): HandRepair => ({
  kind: 'source',
  label: 'Put right in the source',
  sentence,
  url: '/app/sources',
});
const review = (label: string, sentence: string, url: string): HandRepair => ({ kind: 'review', label, sentence, url });

const ASK_CONTACT = ask(
  'Download the list: it names the store and the member of staff who entered each, to ask at the next purchase.',
);

/** Each check's repair. What Onefold can do by itself is tried first and can be taken back; the rest says who does it where. */
export const REPAIRS: Readonly<Record<keyof typeof CHECKS, Repair>> = {
  name_letter_case: rows({
    label: 'Write names properly',
    sentence: 'ANNA and anna become Anna; van, de, Mc and O’ are known. Names that somebody cased stay as they are.',
    canRepeat: true,
    mend: (row) => eachName(row, caseName),
  }),
  name_placeholder: rows({
    label: 'Empty made-up names',
    sentence: '“Test” and “Walk-in customer” are emptied, so that nobody is greeted by them.',
    canRepeat: true,
    mend: () => ({ given_name: null, family_name: null, full_name: null }),
  }),
  name_with_digits: rows({
    label: 'Take numbers out of names',
    sentence: '“Lind 0207 555 1234” becomes “Lind”. A name that is nothing but a number or an address is emptied.',
    canRepeat: false,
    mend: (row) => eachName(row, withoutNumbers),
  }),
  name_missing: rows({
    label: 'Fill from another source',
    sentence:
      'Takes the name from the latest other record of the same person. Where no source knows it, nothing changes.',
    canRepeat: true,
    mend: ({ named }) => named && fill(named, NAMES),
  }),
  address_incomplete: rows({
    label: 'Fill from another source',
    sentence:
      'Takes the whole address from the latest other record of the same person if it has the same street; never mixes two addresses.',
    canRepeat: true,
    mend: fillAddress,
  }),
  postal_code_malformed: rows({
    label: 'Give postal codes their form',
    sentence:
      'Puts back a leading zero that a spreadsheet took, and blanks where they belong. A code that still fits no country stays.',
    canRepeat: true,
    mend: mendPostalCode,
  }),
  country_unknown: rows({
    label: 'Tell the country from the phone number',
    sentence: 'A number with its calling code says in which country it is. Without one, nothing changes.',
    canRepeat: true,
    mend: ({ phone_e164 }) => {
      const country = countryOfPhone(phone_e164);
      return country === null ? null : { country };
    },
  }),
  birth_date_default: rows({
    label: 'Empty default dates of birth',
    sentence: 'Days that a form filled in are emptied, so that nobody is congratulated by mistake.',
    canRepeat: true,
    mend: () => ({ birth_date: null }),
  }),
  birth_date_impossible: rows({
    label: 'Empty impossible dates of birth',
    sentence: 'Days in the future or before 1900 are emptied.',
    canRepeat: true,
    mend: () => ({ birth_date: null }),
  }),
  email_typo_domain: rows({
    label: 'Correct misspelt providers',
    sentence:
      'gmial.com becomes gmail.com. Addresses that their source has confirmed stay. Look at the list first: a rare provider may be real.',
    canRepeat: false,
    mend: ({ email }) => {
      const suggestion = normaliseEmail(email)?.suggestion;
      return suggestion ? { email: suggestion } : null;
    },
  }),
  email_placeholder: rows({
    label: 'Empty made-up addresses',
    sentence: '“none@none.com” is emptied: it counts as missing then, which it is.',
    canRepeat: true,
    isText: true,
    mend: () => ({ email: null }),
  }),
  email_missing: ASK_CONTACT,
  phone_missing: ASK_CONTACT,
  email_unreadable: ASK_CONTACT,
  phone_unusable: ASK_CONTACT,
  email_of_many: ask('Download the list and see which till it comes from; staff may leave the field empty.'),
  phone_of_many: ask('Download the list and see which till it comes from; staff may leave the field empty.'),
  order_without_person: ask('Download the list by store and member of staff, and train where most of it happens.'),
  order_without_store: inSource('Give the export its column of stores, and import it again.'),
  order_without_lines: inSource('Import the file of lines for these days.'),
  line_without_product: inSource('Give these products their name or number in the till.'),
  consent_without_time: inSource('Import the consents again with the column of their dates.'),
  consent_contradictory: review(
    'Look at each person',
    'The stricter word counts meanwhile. Open the person, see who said what when, and correct the source that is wrong.',
    '/app/identity',
  ),
  consent_without_contact: ask('Ask these people for the address their consent is about.'),
  consent_in_future: inSource('Correct the clock or the order of day and month, and import again.'),
  profile_contradicts: review(
    'Split what is not one person',
    'Records with different dates of birth are seldom one person. Open the person and take apart what does not belong.',
    '/app/identity/decisions',
  ),
  email_in_two_profiles: review(
    'Answer the open questions',
    'Each pair that may be one person waits among the questions; your answer joins them, and can be taken back.',
    '/app/identity/review',
  ),
  twice_in_source: inSource('Merge them in the source. Here they are one person already.'),
  order_twice: inSource('Cancel the receipt too many in the till, or take the second import back.'),
  order_in_future: inSource('Set the till’s clock, or correct the order of day and month, and import again.'),
  order_out_of_proportion: inSource('Import the file again with the right decimal mark.'),
  order_negative: inSource('Enter it as a refund.'),
  order_total_differs: review(
    'Compare the books',
    'Compare the days with the source’s own sums, and heal what differs.',
    '/app/sources/books',
  ),
  refund_above_order: inSource('See whether the refund was counted twice.'),
  refund_without_order: inSource('Import the orders of the time before.'),
  shopify_totals_differ: review(
    'Compare the books',
    'Fetches from Shopify what is missing here.',
    '/app/sources/books',
  ),
  source_late: inSource('See whether the export still runs and its access still holds.'),
  contact_stale: {
    kind: 'remove',
    label: 'Ask once more, then let go',
    sentence: 'Download them for one last message; who does not answer can leave the tools that charge per contact.',
    url: null,
  },
  dead_weight: {
    kind: 'remove',
    label: 'Remove from tools that charge',
    sentence: 'Download them and remove them from your mail tool and ad platforms. Here they cost nothing.',
    url: null,
  },
};

/** The repair of a check; null for one that is not built in. */
export function repairOf(checkKey: string): Repair | null {
  return (REPAIRS as Readonly<Record<string, Repair>>)[checkKey] ?? null;
}

function eachName(row: MendableRow, mend: (text: string) => string): MendedFields {
  return Object.fromEntries(
    NAMES.map((field) => {
      const text = row[field];
      return [field, text === null ? null : mend(text).trim() || null];
    }),
  );
}

/** Words that hold a digit or an @ go, and what then hangs loose. */
function withoutNumbers(text: string): string {
  return text
    .split(/\s+/)
    .filter((word) => !/[0-9@]/.test(word))
    .join(' ')
    .replace(/^[\s,.;:()#+/-]+|[\s,;:(#+/-]+$/g, '');
}

function fill(from: Readonly<MendedFields>, fields: readonly Mendable[]): MendedFields {
  return Object.fromEntries(fields.map((field) => [field, from[field] ?? null]));
}

const ADDRESS = ['line1', 'line2', 'city', 'region', 'postal_code', 'country'] as const;

function fillAddress(row: MendableRow): MendedFields | null {
  const { placed } = row;
  return placed && sameStreet(placed.line1, row.line1) ? fill(placed, ADDRESS) : null;
}

function sameStreet(a: string | null | undefined, b: string | null): boolean {
  const key = (text: string | null | undefined) => (text ?? '').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  return key(a) !== '' && key(a) === key(b);
}

const DIGITS: Readonly<Record<string, number>> = { US: 5, DE: 5, FR: 5, ES: 5, IT: 5, FI: 5, MX: 5, CZ: 5, SE: 5 };
/** Where the blank stands, counted from the end. */
const BLANK_FROM_END: Readonly<Record<string, number>> = { GB: 3, CA: 3, NL: 2, IE: 4 };

function mendPostalCode({ postal_code: code, country }: MendableRow): MendedFields | null {
  if (code === null || country === null) {
    return null;
  }
  const bare = code.toUpperCase().replace(/[^A-Z0-9]/g, '');
  const blank = BLANK_FROM_END[country];
  const candidates = [
    bare.padStart(DIGITS[country] ?? 0, '0'),
    ...(blank ? [`${bare.slice(0, -blank)} ${bare.slice(-blank)}`] : []),
    ...(country === 'US' && bare.length >= 8 ? [`${bare.padStart(9, '0').slice(0, 5)}-${bare.slice(-4)}`] : []),
  ];
  const fitting = candidates.find((one) => fitsCountry(one, country));
  return fitting === undefined ? null : { postal_code: fitting };
}
