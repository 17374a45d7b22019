/** What stands before the @ when nobody gave an address: own list, from what till staff and importers type. */
const PLACEHOLDER_LOCALS = words(`
  none no nil null na n.a nan nomail nemail noemail no-email no_email no.email noaddress no.address noemailaddress
  noemailgiven noemailprovided notprovided not.provided not-provided notgiven not.given notavailable notapplicable
  noone nobody nothing unknown undefined unspecified anonymous anon anonymous.customer donthaveone donthave
  doesnothaveone nodata noinfo invalid fake fakeemail bogus dummy placeholder asdf asd asdfg asdfgh asdfasdf qwe qwer
  qwert qwerty qwertz azerty zxcv abc abcd abcde abc123 abcdef xyz foobar blah blabla yourname your.name youremail
  your.email email emailaddress email.address mymail myemail firstname.lastname first.last vorname.nachname guest
  walkin walk-in walk.in walkincustomer cashcustomer cash.customer customer defaultcustomer default refused declined
  decline keine keinemail keine.email keineemail ohne ohneemail aucun aucune sansmail pasdemail pas.de.mail sinemail
  sin.email sincorreo notiene no.tiene ningun ninguno nessuno nessuna senzamail nonha geen geenemail geenmail ingen
  ingenmail ingenmejl saknas ejmail ejangiven nao naotem semmail sememail brak brakmaila
`);

/**
 * Names that are a placeholder only at a domain that stands for "any": John Doe may well have a mailbox at gmail.com.
 */
const EXAMPLE_LOCALS = words(`
  john.doe johndoe jane.doe janedoe jdoe max.mustermann example sample name user username someone somebody
`);
const EXAMPLE_DOMAIN = /^(?:(?:example|email|mydomain|company|website|mail)\.(?:com|org|net)|.+\.(?:test|example))$/;

/**
 * Domains at which no person has a mailbox. `example.com` and `.test` are left out: sample shops hold whole
 * populations there.
 */
const PLACEHOLDER_LABELS = words(`
  none noemail no-email nomail no-mail noaddress notprovided na nowhere nothing unknown fake fakemail fakeemail bogus
  asdf asd qwerty xxx xx aaa aa abcd test testing tester domain yourdomain placeholder void null
`);
const NOWHERE = /\.(?:invalid|local|localhost|localdomain|lan|internal)$/;

const REPEATED_CHARACTER = /^(.)\1{2,}$/;
const TEST_LOCAL = /^(?:test|tests|testing|tester|testuser|testmail|testemail|test[._-]test|testtest)[._-]?\d{0,6}$/;

/** Mailboxes of a desk, not of a person: own list in the languages of the shops. */
const ROLES = words(`
  info information infos sales sale contact contacts contactus hello hallo hola bonjour hej hi support help helpdesk
  service services customerservice customercare customersupport customer.service customer.care customer.support client
  clients admin admins administrator administration office mail email post mailbox inbox noreply no-reply no_reply
  no.reply donotreply do-not-reply do_not_reply do.not.reply bounce bounces mailer-daemon mailerdaemon postmaster
  webmaster hostmaster root abuse spam security privacy legal gdpr dpo dsgvo compliance marketing newsletter news
  press media pr events event accounts account accounting accountant accountspayable accountsreceivable payable ap ar
  billing invoice invoices invoicing finance payroll orders order ordering purchase purchasing procurement buying
  returns return refunds shipping logistics warehouse delivery dispatch shop store webshop onlineshop eshop retail pos
  till cashier checkout team staff hr jobs job careers career recruiting recruitment reception frontdesk booking
  bookings reservation reservations enquiry enquiries inquiry inquiries feedback hq headquarters management manager it
  tech technical sysadmin ops operations dev webadmin partner partners wholesale b2b affiliate affiliates group groups
  general main kundservice kundtjanst faktura fakturor ekonomi butik order.se kundenservice kundendienst verkauf
  vertrieb einkauf buchhaltung rechnung rechnungen bestellung bestellungen kontakt anfrage buero zentrale verwaltung
  geschaeftsleitung contacto ventas compras pedidos facturas facturacion administracion tienda atencion
  atencionalcliente clientes informacion contato vendas loja financeiro atendimento faleconosco comercial commercial
  comptabilite facturation commande commandes boutique accueil secretariat direction serviceclient service.client
  ventes achats vendite ordini negozio amministrazione fatture acquisti clienti segreteria direzione bestelling
  bestellingen klantenservice verkoop inkoop boekhouding administratie winkel kundeservice salg bestilling regnskab
  regnskap butikk asiakaspalvelu myynti laskutus biuro sklep sprzedaz zamowienia faktury obchod objednavky fakturace
`);

/** `info2@`, `sales-uk@`. */
const ROLE_SUFFIX = /[._-]?\d{1,4}$|[._-](?:[a-z]{2}|[a-z]{2}[._-][a-z]{2}|usa|emea|apac|dach)$/;

/**
 * What kind of mailbox a lower-case address without plus-tag is. `placeholder` = made up, identifies nobody; `role` =
 * read by whoever works there, never links two records alone; `null` = may be a person.
 */
export function mailboxKind(local: string, domain: string): 'placeholder' | 'role' | null {
  if (isPlaceholderLocal(local) || isPlaceholderDomain(domain)) return 'placeholder';
  if (EXAMPLE_LOCALS.has(local) && EXAMPLE_DOMAIN.test(domain)) return 'placeholder';
  if (isDoubledWord(local, domain)) return 'placeholder';
  return isRole(local) ? 'role' : null;
}

function isPlaceholderLocal(local: string): boolean {
  return PLACEHOLDER_LOCALS.has(local) || TEST_LOCAL.test(local) || REPEATED_CHARACTER.test(local);
}

function isPlaceholderDomain(domain: string): boolean {
  const dot = domain.indexOf('.');
  const isShort = domain.length - dot <= '.co.uk'.length + 1;
  return NOWHERE.test(domain) || (isShort && PLACEHOLDER_LABELS.has(domain.slice(0, dot)));
}

/** `a@a.com`, `abc@abc.com`, `123@123.com`: short words typed twice to please a form. */
function isDoubledWord(local: string, domain: string): boolean {
  return local.length <= 3 && domain.startsWith(local) && domain.charCodeAt(local.length) === 46;
}

function isRole(local: string): boolean {
  if (ROLES.has(local)) return true;
  const stem = ROLE_SUFFIX.test(local) ? local.replace(ROLE_SUFFIX, '') : undefined;
  return stem !== undefined && ROLES.has(stem);
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}
