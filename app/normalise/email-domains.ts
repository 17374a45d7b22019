import { boundedMemo } from './bounded-memo.ts';

const SUFFIXES_OF_HOTMAIL = `
  com co.uk fr de es it nl be se no dk fi pt gr ch at ca com.au com.br com.ar com.mx cl co.za co.nz co.jp
  co.kr ie pl cz hu sg
`;
const SUFFIXES_OF_YAHOO = `
  com co.uk fr de es it nl be se no dk fi pt gr ch at ca com.au com.br com.ar com.mx com.co com.hk com.sg
  com.tw com.ph com.vn com.my ' +   'co.in in co.jp co.id co.za co.nz co.th ie pl ro
`;

/**
 * Mail providers whose name is long and odd enough that one letter off is a slip: label → the suffixes it really has.
 */
const PROVIDERS = new Map<string, ReadonlySet<string>>(
  Object.entries({
    gmail: 'com',
    googlemail: 'com co.uk',
    hotmail: SUFFIXES_OF_HOTMAIL,
    outlook: SUFFIXES_OF_HOTMAIL,
    yahoo: SUFFIXES_OF_YAHOO,
    icloud: 'com',
    protonmail: 'com ch',
    comcast: 'net',
    verizon: 'net',
    bellsouth: 'net',
    sbcglobal: 'net',
    rocketmail: 'com',
    btinternet: 'com',
    wanadoo: 'fr',
    laposte: 'net',
    hushmail: 'com',
    fastmail: 'com fm',
    rediffmail: 'com',
    bigpond: 'com net.au',
    xtra: 'co.nz',
    tiscali: 'it co.uk',
    virgilio: 'it',
    freenet: 'de',
    't-online': 'de',
    earthlink: 'net',
    optonline: 'net',
    charter: 'net',
    shaw: 'ca',
    rogers: 'com',
    sympatico: 'ca',
    telenet: 'be',
    skynet: 'be',
    ziggo: 'nl',
    spray: 'se',
    bluewin: 'ch',
  }).map(([label, suffixes]) => [label, new Set(suffixes.trim().split(/\s+/))]),
);

/** Providers that do business under one suffix only: any other suffix is a slip. */
const ONE_SUFFIX = new Set(['gmail', 'icloud']);

/** Real domains one letter from a provider, and labels too short or too common to judge. */
const REAL_NEIGHBOURS = new Set([
  'ymail',
  'email',
  'hmail',
  'fmail',
  'gmx',
  'mail',
  'shaw',
  'xtra',
  'charter',
  'rogers',
  'spray',
  'skynet',
  'telnet',
  'chartered',
  'hotmailer',
]);

/** Slips the one-letter rule does not reach. */
const KNOWN_SLIPS = new Map(
  Object.entries({
    'gamil.com': 'gmail.com',
    'gmaill.com': 'gmail.com',
    'gnail.com': 'gmail.com',
    'g.mail.com': 'gmail.com',
    'g-mail.com': 'gmail.com',
    'gmil.co': 'gmail.com',
    'gmailcom.com': 'gmail.com',
    'hotmal.co': 'hotmail.com',
    'hotmil.com': 'hotmail.com',
    'htmail.com': 'hotmail.com',
    'yaoo.com': 'yahoo.com',
    'yhaoo.com': 'yahoo.com',
    'outlok.com': 'outlook.com',
    'iclod.com': 'icloud.com',
    'icoud.com': 'icloud.com',
    'aol.co': 'aol.com',
    'aol.con': 'aol.com',
    'ao.com': 'aol.com',
    'aoll.com': 'aol.com',
    'live.co': 'live.com',
    'msn.co': 'msn.com',
    'gmx.ed': 'gmx.de',
    'gmx.d': 'gmx.de',
    'web.ed': 'web.de',
    'wed.de': 'web.de',
    't-onlin.de': 't-online.de',
    'tonline.de': 't-online.de',
    'proton.com': 'proton.me',
    'qq.co': 'qq.com',
    'mail.con': 'mail.com',
    'orange.rf': 'orange.fr',
  }),
);

/** Endings that are no top-level domain, and what the hand meant. */
const SUFFIX_SLIPS = new Map(
  Object.entries({
    con: 'com',
    cmo: 'com',
    ocm: 'com',
    comm: 'com',
    coom: 'com',
    ccom: 'com',
    xom: 'com',
    vom: 'com',
    cpm: 'com',
    clm: 'com',
    cim: 'com',
    c0m: 'com',
    conm: 'com',
    cvom: 'com',
    comn: 'com',
    coml: 'com',
    'com.com': 'com',
    ney: 'net',
    nte: 'net',
    nett: 'net',
    met: 'net',
    ogr: 'org',
    orgg: 'org',
    rog: 'org',
    couk: 'co.uk',
    'co.ul': 'co.uk',
    'co.ku': 'co.uk',
    'co.uk.com': 'co.uk',
    'cou.k': 'co.uk',
  }),
);

/** Country endings that read as a slip of `.com` or `.net` only behind a provider that is not there. */
const PROVIDER_SUFFIX_SLIPS = new Map(
  Object.entries({ co: 'com', cm: 'com', om: 'com', cc: 'com', org: 'com', comcom: 'com', ne: 'net', et: 'net' }),
);

/** The domain that was probably meant by a lower-case ASCII domain; `null` = nothing to propose. Memoised. */
export const suggestDomain: (domain: string) => string | null = boundedMemo(correctDomain, 20_000);

function correctDomain(domain: string): string | null {
  const slip = KNOWN_SLIPS.get(domain);
  if (slip !== undefined) return slip;

  const dot = domain.indexOf('.');
  const label = domain.slice(0, dot);
  const suffix = domain.slice(dot + 1);
  const repairedSuffix = repairSuffix(suffix);
  if (repairedSuffix !== suffix) return correctDomain(`${label}.${repairedSuffix}`) ?? `${label}.${repairedSuffix}`;
  return correctProvider(label, suffix);
}

function repairSuffix(suffix: string): string {
  const whole = SUFFIX_SLIPS.get(suffix);
  if (whole !== undefined) return whole;
  const dot = suffix.lastIndexOf('.');
  const last = SUFFIX_SLIPS.get(suffix.slice(dot + 1));
  return last === undefined ? suffix : suffix.slice(0, dot + 1) + last;
}

function correctProvider(label: string, suffix: string): string | null {
  const provider = nearestProvider(label);
  if (provider === null) return null;

  const suffixes = PROVIDERS.get(provider);
  if (suffixes === undefined) return null;
  if (suffixes.has(suffix)) return provider === label ? null : `${provider}.${suffix}`;

  const intended = PROVIDER_SUFFIX_SLIPS.get(suffix);
  if (intended !== undefined && suffixes.has(intended)) return `${provider}.${intended}`;
  return ONE_SUFFIX.has(provider) && provider === label ? `${provider}.com` : null;
}

function nearestProvider(label: string): string | null {
  if (PROVIDERS.has(label)) return label;
  if (label.length < 4 || REAL_NEIGHBOURS.has(label)) return null;
  for (const provider of PROVIDERS.keys()) {
    if (!REAL_NEIGHBOURS.has(provider) && isOneSlip(label, provider)) return provider;
  }
  return null;
}

/** One letter added, left out, changed, or two neighbours swapped; not equal. O(length). */
function isOneSlip(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1 || a === b) return false;

  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1);
  if (short.slice(at + 1) === long.slice(at + 1)) return true;
  return short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2);
}
