/** ISO 4217 codes whose minor unit is not a hundredth (list one, 2024). All others have two decimals. */
const EXPONENTS: ReadonlyMap<string, number> = new Map([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3] as const),
  ...'CLF UYW'.split(' ').map((code) => [code, 4] as const),
]);

const DOLLARS = `
  USD CAD AUD NZD MXN ARS CLP COP SGD HKD TWD BBD BMD BND BSD BZD CUP DOP FJD GYD JMD KYD LRD NAD SBD SRD
  TTD UYU XCD ZWL BRL NIO
`;
const KRONOR = 'SEK NOK DKK ISK CZK EEK';

/** What a sign in a cell may stand for; a sign that cannot mean the expected currency refuses the amount. */
const SIGNS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    $: DOLLARS,
    us$: 'USD',
    a$: 'AUD',
    au$: 'AUD',
    c$: 'CAD',
    ca$: 'CAD',
    nz$: 'NZD',
    hk$: 'HKD',
    s$: 'SGD',
    nt$: 'TWD',
    mx$: 'MXN',
    r$: 'BRL',
    '€': 'EUR',
    '£': 'GBP EGP FKP GIP SHP SDG SSP SYP LBP',
    '¥': 'JPY CNY',
    '￥': 'JPY CNY',
    円: 'JPY',
    元: 'CNY',
    rmb: 'CNY',
    '₹': 'INR',
    rs: 'INR PKR LKR NPR MUR SCR',
    'rs.': 'INR PKR LKR NPR MUR SCR',
    '₩': 'KRW',
    원: 'KRW',
    '₫': 'VND',
    đ: 'VND',
    '₽': 'RUB',
    руб: 'RUB',
    'руб.': 'RUB',
    '₺': 'TRY',
    tl: 'TRY',
    '₴': 'UAH',
    '₦': 'NGN',
    '₱': 'PHP',
    '₪': 'ILS',
    '฿': 'THB',
    '₡': 'CRC',
    '₲': 'PYG',
    '₸': 'KZT',
    kr: KRONOR,
    'kr.': KRONOR,
    ':-': KRONOR,
    ',-': `${KRONOR} EUR`,
    kč: 'CZK',
    zł: 'PLN',
    ft: 'HUF',
    lei: 'RON',
    fr: 'CHF',
    'fr.': 'CHF',
    sfr: 'CHF',
    'sfr.': 'CHF',
    r: 'ZAR',
    rp: 'IDR',
    rm: 'MYR',
    лв: 'BGN',
    'лв.': 'BGN',
    din: 'RSD',
    dh: 'AED MAD',
    dhs: 'AED',
    's/': 'PEN',
    's/.': 'PEN',
    q: 'GTQ',
    ksh: 'KES',
    euro: 'EUR',
    eur: 'EUR',
  }).map(([sign, codes]) => [sign, new Set(codes.trim().split(/\s+/))]),
);

/** Decimals of a currency's minor unit: USD 2, JPY 0, KWD 3. An unknown code counts as 2. */
export function currencyExponent(code: string): number {
  return EXPONENTS.get(code.toUpperCase()) ?? 2;
}

/**
 * Whether what is written beside an amount (`$`, `kr`, `USD`) can mean the currency. Words that are no currency →
 * false.
 */
export function mayMeanCurrency(sign: string, currency: string): boolean {
  const code = currency.toUpperCase();
  return sign === '' || sign.toUpperCase() === code || SIGNS.get(sign.toLowerCase())?.has(code) === true;
}
