/** Words around a name that are not the name, as `toLatin` writes them. */

/** Forms of address that are never a given name. */
export const TITLES: ReadonlySet<string> = words(`
  mr mrs ms miss mx mister missus madam dr doctor prof professor sir lord lady dame rev reverend fr herr frau
  fraulein hr fru froken dhr mevr mevrouw meneer dott dottssa sig sigra signor signora signorina mme mlle monsieur
  madame mademoiselle maitre senor senora senorita sr sra srta dona srita capt captain sgt sergeant lt lieutenant
  cpl
`);

/** Short forms that are a title only with a full stop: Col and Gen are names. */
export const DOTTED_TITLE =
  /^(?:col|gen|cpt|cdr|adm|gov|pres|sen|rep|st|fam|don|dna|hon|maj|mag|ing|dipl|lic)\.\s+(?=\S)/;

export type GenerationalSuffix = 'jr' | 'sr' | 'ii' | 'iii' | 'iv';

/** Tells father from son. Left out: `v`, an initial; `sen` and `jun`, names in Asia. */
export const GENERATIONS: ReadonlyMap<string, GenerationalSuffix> = new Map([
  ['jr', 'jr'],
  ['jnr', 'jr'],
  ['junior', 'jr'],
  ['sr', 'sr'],
  ['snr', 'sr'],
  ['senior', 'sr'],
  ['ii', 'ii'],
  ['2nd', 'ii'],
  ['iii', 'iii'],
  ['3rd', 'iii'],
  ['iv', 'iv'],
  ['4th', 'iv'],
]);

/** What people put behind their name, only at the end: degrees and orders that are no family name (Ma, Ba, Do are). */
export const POSTNOMINALS: ReadonlySet<string> = words(`
  phd md dds dmd dvm llm llb mba msc bsc cpa esq esquire obe mbe cbe frcs mrcp dphil edd psyd
`);

/** Small words that open a family name wherever they stand after the first name. */
export const PARTICLES: ReadonlySet<string> = words(`
  van von vom zu zum zur der den de del della dello degli delle dei di da do dos das du des la las los le lo ten ter
  te op af av bin ibn bint al el st saint santa san dal dalla mac vander vande
`);

/** Particles that are written small in front of a family name even when the name stands alone. */
export const SMALL_PARTICLES: ReadonlySet<string> = words(`
  van von vom zu zum zur der den de del della dello degli delle dei di da du ten ter te af av bin ibn bint
`);

/**
 * Particles written small only between other words of a name: Le and La open French and Vietnamese names in capitals.
 */
export const SMALL_BETWEEN: ReadonlySet<string> = words('la las los do dos das op und y');

/** `María del Carmen`: what belongs to the given name though it follows a particle. */
export const MARIAN_NAMES: ReadonlySet<string> = words(`
  carmen pilar rosario mar angeles dolores lourdes jesus guadalupe socorro luz rocio valle consuelo refugio sol loreto
  mercedes remedios nieves asuncion concepcion carmelo lujan rosa lucia
`);

export const CONNECTORS: ReadonlySet<string> = words('& + and und och og et');

/** Whole names that stand for nobody. */
export const PLACEHOLDER_NAMES: ReadonlySet<string> = new Set(
  `
  unknown | unknown unknown | unknown customer | unbekannt | inconnu | desconocido | sconosciuto | okand | no name |
  noname | no name given | name | first name | last name | firstname | lastname | firstname lastname | first last |
  full name | your name | none | null | null null | nil | nan | nan nan | na | n a | not provided | not given |
  not available | not applicable | undefined | undefined undefined | anonymous | anonym | anonimo | anonyme |
  anonymous customer | anonymous user | deleted user | deleted customer | customer | customer customer |
  default customer | cash customer | cash sale | cash sales | cash | counter sale | counter sales | walk in | walkin |
  walk in customer | walkin customer | walk in walk in | guest | guest customer | guest user | guest guest |
  guest checkout | valued customer | retail customer | store customer | shop customer | pos customer | pos | pos sale
  | online customer | new customer | test | test test | test user | test customer | test account | test order | tester
  | testing | test1 | demo | demo user | demo customer | sample | sample customer | example | dummy | fake | fake name
  | bogus | asdf | asdf asdf | asd | asd asd | asdasd | qwerty | qwe | qwe qwe | abc | abc abc | abc def | xyz | foo |
  foo bar | blah | blah blah | user | user user | username | admin | admin admin | administrator | customer service |
  staff | employee | cashier | cardholder | card holder | visa cardholder | visa card | mastercard | debit card |
  credit card | gift card | kunde | kund | laufkunde | laufkundschaft | barverkauf | cliente | cliente generico |
  publico en general | cliente final | consumidor final | consumidor | client | client comptoir | client divers |
  client de passage | cliente occasionale | passant | kontantkund | direktkund | kassakund | standardkunde |
  max mustermann | erika mustermann | john doe | jane doe | jean dupont test | mickey mouse | donald duck | no one |
  nobody | someone | somebody | anyone | me | myself | private | privat | deceased | do not use | donotuse | duplicate
  | delete | deleted | void
`
    .split('|')
    .map((name) => name.trim()),
);

function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}
