/**
 * What one cell looks like, whatever its column is called. Cheap (regular expressions on trimmed text) and generous: the strict
 * reading is done by `normalise` once the column is mapped.
 */
export type ValueKind =
  | 'email'
  | 'phone'
  | 'instant'
  | 'day'
  | 'time'
  | 'money'
  | 'decimal'
  | 'integer'
  | 'boolean'
  | 'country'
  | 'currency'
  | 'language'
  | 'postal_code'
  | 'url'
  | 'ip'
  | 'code'
  | 'given_name'
  | 'full_name'
  | 'word'
  | 'text'
  | 'long_text';

const EMAIL = /^(?:mailto:)?[^\s@<>,;"]+@[^\s@<>,;"]+[.,][a-z]{2,}$/i;
const NAMED_EMAIL = /<[^\s@<>]+@[^\s@<>]+\.[a-z]{2,}>\s*$/i;
const URL_LIKE = /^(?:https?:\/\/|www\.)\S+$/i;
const IP = /^(?:\d{1,3}\.){3}\d{1,3}$|^[\da-f]{0,4}(?::[\da-f]{0,4}){5,7}$/i;
const TIME = /^\d{1,2}[:.h]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?$/i;
const CLOCK = String.raw`(?:[T ,]+(?:um |at |à |kl\.? )?\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:[.,]\d+)?\s*(?:[ap]\.?m\.?)?\s*(?:Z|UTC|GMT|[A-Z]{2,4}|[+-]\d{2}:?\d{2})?(?:\s*[+-]\d{2}:?\d{2})?)`;
const ISO_DAY = String.raw`(?:1[89]|20)\d{2}[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])`;
const NUMERIC_DAY = String.raw`(?:0?[1-9]|[12]\d|3[01])(?:[-/.])(?:0?[1-9]|[12]\d|3[01])[-/.](?:(?:1[89]|20)\d{2}|\d{2})`;
const MONTH = String.raw`(?:jan|feb|febr|mar|mär|mrz|apr|avr|abr|may|mai|maj|mei|jun|jui|giu|jul|lug|aug|aoû|ago|sep|set|okt|oct|ott|out|nov|dec|dez|déc|dic|ene|gen|fév|fev|maggio)[\p{L}.]*`;
const WORD_DAY = String.raw`(?:[\p{L}]{2,10}[.,]? )?(?:\d{1,2}(?:st|nd|rd|th|er|\.)?[ -](?:de )?${MONTH}(?:,| de)?[ -]\d{2,4}|${MONTH} \d{1,2}(?:st|nd|rd|th)?,? \d{4})`;
const DAY = new RegExp(`^(?:${ISO_DAY}|${NUMERIC_DAY}|${WORD_DAY})$`, 'iu');
const INSTANT = new RegExp(`^(?:${ISO_DAY}|${NUMERIC_DAY}|${WORD_DAY})${CLOCK}$`, 'iu');
const COMPACT_DAY = /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;
const SIGN = String.raw`(?:[$€£¥₹₽₩₺₴₪฿₫₱]|R\$|US\$|CA\$|A\$|kr\.?|zł|Kč|Ft|CHF|EUR|USD|GBP|SEK|NOK|DKK|PLN|CZK|HUF|AUD|CAD|NZD|JPY|BRL|MXN|ZAR|INR|TRY|lei)`;
const AMOUNT = String.raw`\d{1,3}(?:[., '\u00a0\u202f’]\d{3})*(?:[.,]\d{1,5})?|\d+(?:[.,]\d{1,5})?|[.,]\d{1,2}`;
const MONEY = new RegExp(`^[-+(−]?\\s*(?:${SIGN}\\s*[-−]?\\s*(?:${AMOUNT})|(?:${AMOUNT})\\s*${SIGN})\\s*[-)−]?$`, 'iu');
const GROUPED = new RegExp(`^[-+(−]?(?:${AMOUNT})[-)]?$`, 'u');
const INTEGER = /^[-+]?\d+$/;
const SCIENTIFIC = /^\d(?:[.,]\d+)?E[+-]?\d{1,2}$/i;
const PHONE_SHAPE = /^(?:p:|tel:)?\+?[\d\s().\-/–x]{6,24}$/i;
const POSTAL =
  /^(?:\d{4,5}(?:-\d{4})?|\d{3} ?\d{2}|\d{4} ?[a-z]{2}|[a-z]\d[a-z] ?\d[a-z]\d|[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}|[a-z]{1,2}-\d{4,5}|\d{2}-\d{3}|\d{5}-\d{3}|\d{4}-\d{3}|\d{3}-\d{4}|\d{6})$/i;
const CODE =
  /^(?=.*\d)[\p{L}\d][\p{L}\d_.:/#+-]*$|^#?\d+$|^[\da-f]{8}-[\da-f]{4}-[\da-f-]{18}$|^gid:\/\/\S+$|^#[\p{L}\d-]*\d[\p{L}\d.-]*$/iu;
const NAME_WORD = String.raw`[\p{Lu}\p{Lo}][\p{L}'’ʼ.-]*`;
const PERSON_WORD = /^[\p{L}][\p{L}\p{M}'’ʼ.-]*$/u;
const PERSON_WORDS = new RegExp(
  `^(?:(?:${NAME_WORD}|de|da|do|dos|del|della|di|van|von|der|den|ter|la|le|el|al|bin|y|e|af|av|zu|und|&)[ ,]+){1,5}${NAME_WORD}$`,
  'u',
);

const BOOLEAN = new Set(
  (
    'yes no true false y n t f j s o 0 1 on off x ja nein oui non si sí no vero falso verdadero wahr falsch vrai faux sim não nao nej nee kyllä ei tak nie ano ne igen nem ' +
    'subscribed unsubscribed subscribe unsubscribe never_subscribed opted-in opted-out granted denied allow enabled disabled active inactive ✓ ✔'
  ).split(' '),
);
const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));
const LANGUAGES = new Set(
  'en de fr es it nl sv pt da no nb nn fi pl cs hu ro ru uk el tr ja zh ko ar he th vi id'.split(' '),
);

export type CountryTest = (text: string) => boolean;

/** Every kind the trimmed, non-empty text could be; more than one is usual (`20240131` is an integer, a code and a day). */
export function valueKinds(text: string, isCountry: CountryTest): ValueKind[] {
  if (text.length > 400) return ['text', 'long_text'];
  if (EMAIL.test(text) || NAMED_EMAIL.test(text)) return ['email'];
  if (URL_LIKE.test(text)) return ['url', 'text'];
  return /\d/.test(text) ? kindsWithDigits(text) : kindsOfWords(text, isCountry);
}

/** Kinds of texts with a digit, each with its test; the order is the order of the answer. */
const DIGIT_TESTS: readonly (readonly [ValueKind, (text: string) => boolean])[] = [
  ['day', (text) => DAY.test(text) || COMPACT_DAY.test(text)],
  ['ip', (text) => IP.test(text)],
  ['integer', (text) => INTEGER.test(text)],
  ['boolean', (text) => text === '0' || text === '1'],
  ['money', (text) => MONEY.test(text)],
  ['decimal', (text) => !INTEGER.test(text) && (MONEY.test(text) || GROUPED.test(text) || SCIENTIFIC.test(text))],
  ['phone', (text) => isPhoneShape(text) && !DAY.test(text) && !MONEY.test(text)],
  ['postal_code', (text) => POSTAL.test(text)],
  ['code', (text) => CODE.test(text) && !DAY.test(text)],
  ['long_text', isLong],
];

function kindsWithDigits(text: string): ValueKind[] {
  if (INSTANT.test(text)) return ['instant'];
  if (TIME.test(text) && text.includes(':')) return ['time'];
  const kinds = DIGIT_TESTS.filter(([, test]) => test(text)).map(([kind]) => kind);
  return kinds.length === 0 || /\p{L}{2}/u.test(text) ? [...kinds, 'text'] : kinds;
}

function kindsOfWords(text: string, isCountry: CountryTest): ValueKind[] {
  const lower = text.toLowerCase();
  const person = text.length <= 30 && PERSON_WORD.test(text);
  const tests: [ValueKind, boolean][] = [
    ['boolean', BOOLEAN.has(lower)],
    ['currency', /^[A-Z]{3}$/.test(text) && CURRENCIES.has(text)],
    ['language', /^[a-z]{2}(?:[-_][a-z]{2})?$/i.test(text) && LANGUAGES.has(lower.slice(0, 2))],
    ['country', text.length <= 40 && isCountry(text)],
    ['day', DAY.test(text)],
    ['given_name', person && text.length > 1],
    ['full_name', !person && text.length <= 60 && PERSON_WORDS.test(text)],
    ['word', person || (text.length <= 30 && /^[a-z]+(?:[_ -][a-z]+){0,2}$/i.test(text))],
    ['long_text', isLong(text)],
  ];
  return [...tests.filter(([, holds]) => holds).map(([kind]) => kind), 'text'];
}

function isPhoneShape(text: string): boolean {
  if (!PHONE_SHAPE.test(text)) return false;
  const digits = text.replace(/\D/g, '').length;
  return digits >= 7 && digits <= 15;
}

/** Written as only telephone numbers are: a plus, a leading zero, brackets or groups. */
export function isSurelyPhone(text: string): boolean {
  const digits = text.replace(/\D/g, '').length;
  return digits >= 8 && isPhoneShape(text) && /^\s*(?:p:|tel:)?(?:\+|00?[1-9]|\()|\d[ ()/-]+\d/.test(text);
}

function isLong(text: string): boolean {
  return text.length > 45 && text.split(/\s+/).length >= 7;
}
