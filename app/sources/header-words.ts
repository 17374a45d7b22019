import type { Subject } from './fields/field.ts';

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Words of a header that add nothing to what its column holds. */
const FILLER = setOf(
  'the of a an and or is are this your you customer customers client consumer contact person default primary main user field value name ' +
    'der die das des und kunde kunden le la les l de du d des et el los y del il lo di e het een van och av ' +
    'custom optional required text number no nr string display full new current latest utc gmt local ' +
    'address addr adresse direccion indirizzo adres adress endereco any other please',
);

/** In a file about sales, "Order Tags" are tags; in one about reviews, "Review Stars" are stars. */
const SUBJECT_FILLER: Record<Subject, ReadonlySet<string>> = {
  customers: setOf('record profile member subscriber lead guest'),
  orders: setOf(
    'order orders sale sales transaction receipt ticket check purchase bestellung commande pedido ordine zamowienia',
  ),
  refunds: setOf('refund return order'),
  interactions: setOf('ticket call case visit conversation activity interaction appointment booking'),
  feedback: setOf('review feedback survey response reviewer bewertung avis'),
  loyalty: setOf('loyalty member membership reward rewards programme program'),
  consents: setOf('consent opt subscription'),
};

export function isFiller(token: string, subject: Subject | null): boolean {
  return FILLER.has(token) || (subject !== null && SUBJECT_FILLER[subject].has(token));
}

/** Words that make a column one of several of a kind; the plainest column comes first. */
export const QUALIFIERS: Readonly<Record<string, number>> = Object.fromEntries(
  (
    'default 0.98 primary 0.98 main 0.98 mobile 0.97 mobil 0.97 cell 0.97 personal 0.95 private 0.95 privat 0.95 home 0.94 work 0.93 ' +
    'business 0.93 office 0.9 geschaftlich 0.9 billing 0.95 rechnung 0.95 invoice 0.95 facturation 0.95 mailing 0.95 bill 0.94 buyer 0.95 ' +
    'recipient 0.9 invited 0.9 shopper 0.95 shipping 0.88 delivery 0.88 livraison 0.88 liefer 0.88 ship 0.88 other 0.8 secondary 0.8 ' +
    'alternative 0.8 alternate 0.8 additional 0.8 second 0.8 alt 0.8 1 0.98 2 0.8 3 0.75 old 0.5 previous 0.5 former 0.5'
  )
    .split(/ (?=[a-z]|\d(?!\.))/)
    .map((pair) => pair.split(' '))
    .map(([word, factor]) => [word ?? '', Number(factor)]),
);

/** Amounts come with and without tax; the one with it is what was paid. */
export const TAX_QUALIFIERS: Readonly<Record<string, number>> = {
  'with tax': 0.98,
  brutto: 0.97,
  bruto: 0.97,
  ttc: 0.98,
  lordo: 0.97,
  'without tax': 0.86,
  netto: 0.86,
  ht: 0.86,
};

const SHORT: ReadonlyMap<string, string> = new Map(
  Object.entries({
    txn: 'transaction',
    trx: 'transaction',
    trans: 'transaction',
    tran: 'transaction',
    ts: 'timestamp',
    dt: 'date',
    amt: 'amount',
    desc: 'description',
    descr: 'description',
    dept: 'department',
    cust: 'customer',
    acct: 'account',
    nbr: 'number',
    num: 'number',
    ph: 'phone',
    mob: 'mobile',
    prod: 'product',
    cat: 'category',
    ext: 'extended',
    pmt: 'payment',
    disc: 'discount',
    inv: 'invoice',
    ord: 'order',
    cd: 'code',
    fn: 'first name',
    ln: 'last name',
    emp: 'employee',
    loc: 'location',
    pts: 'points',
    bal: 'balance',
    mbr: 'member',
    mem: 'member',
    nm: 'name',
    ttl: 'total',
    tot: 'total',
    prc: 'price',
    geschaftl: 'geschaftlich',
    tkt: 'ticket',
    usr: 'user',
    addr: 'address',
    ctry: 'country',
    st: 'state',
    ccy: 'currency',
    curr: 'currency',
  }),
);

/** `txn_ts` → `transaction timestamp`; null when nothing in the header is short for something. */
export function spellOut(folded: string): string | null {
  const tokens = folded.split(' ');
  if (!tokens.some((token) => SHORT.has(token))) return null;
  return tokens.map((token) => SHORT.get(token) ?? token).join(' ');
}
