import type { InteractionType } from '#app/records/interaction-type.ts';
import type { ConsentState, OrderStatus } from '#app/records/types.ts';

/** Words that exports write for yes and no, statuses and the like, in many languages; folded (lower case, no accents). */

const YES = setOf(
  'yes y true t 1 on x ✓ ✔ checked ja j oui o si s vero verdadero wahr vrai sim kylla tak ano igen da enabled active aktiv actif activo attivo actief ativo',
);
const NO = setOf(
  'no n false f 0 off - nein non falso falsch faux nao nej nee nei ei nie ne nem disabled inactive inaktiv inactif inactivo inattivo inactief inativo unchecked',
);

/** Yes, no, or null when the (folded) word is neither. */
export function readYesNo(folded: string): boolean | null {
  if (YES.has(folded)) return true;
  return NO.has(folded) ? false : null;
}

const GRANTED = setOf(
  'subscribed|subscribe|opted in|optin|opt in|opted-in|opt-in|granted|allow|allowed|confirmed|consented|accepted|agreed|single_opt_in|confirmed_opt_in|double opt in|' +
    'angemeldet|abonniert|zugestimmt|erteilt|abonne|inscrit|accepte|consenti|suscrito|aceptado|iscritto|accettato|ingeschreven|aangemeld|toegestaan|prenumererar|godkand|inscrito|aceito|tilmeldt|pameldt',
);
const DENIED = setOf(
  'unsubscribed|unsubscribe|opted out|optout|opt out|opted-out|opt-out|denied|do not allow|not allowed|declined|refused|revoked|withdrawn|cleaned|bounced|suppressed|blocked|complained|spam|stop|stopped|left|do not mail|do not email|' +
    'abgemeldet|widerrufen|abgelehnt|desabonne|desinscrit|refuse|dado de baja|baja|rechazado|disiscritto|cancellato|rifiutato|uitgeschreven|afgemeld|geweigerd|avregistrerad|avanmald|nekad|descadastrado|recusado|frameldt|avmeldt',
);
const PENDING = setOf(
  'pending|unconfirmed|awaiting confirmation|not confirmed|pending confirmation|unbestatigt|en attente|pendiente|in attesa|in afwachting|vantande|pendente',
);
const UNASKED = setOf(
  'never_subscribed|never subscribed|not_subscribed|not subscribed|non-subscribed|nonsubscribed|unknown|transactional|not set|nie angemeldet|jamais abonne|no suscrito|mai iscritto|n/a',
);

/** The state a consent cell says; null = no known word. `no` is what a plain "no" means for the source. */
export function readConsent(folded: string, no: ConsentState): ConsentState | null {
  if (GRANTED.has(folded)) return 'granted';
  if (DENIED.has(folded)) return 'denied';
  if (PENDING.has(folded)) return 'pending';
  if (UNASKED.has(folded)) return 'unknown';
  const answer = readYesNo(folded);
  return answer === null ? null : answer ? 'granted' : no;
}

const STATUSES: readonly [OrderStatus, RegExp][] = [
  [
    'partly_refunded',
    /part.*(?:refund|return|ruck|erstatt)|teil.*erstatt|partiell.*rembours|rembours.*partiel|reembols.*parcial|parzial.*rimbors|gedeeltelijk|delvis/,
  ],
  [
    'voided',
    /^void|voided|fail|declin|reject|error|expired|storno|storniert|fehlgeschlagen|echou|fallid|fallit|mislukt|misslyck|falhou|trash/,
  ],
  [
    'cancelled',
    /cancel|annul|abgebrochen|abgesagt|anulad|geannuleerd|avbrut|makuler|cancelad|annuller|peruttu|anulowan|zrusen|キャンセル|取消/,
  ],
  [
    'refunded',
    /返金|返品|refund|returned|erstattet|rembours|reembols|devuelt|rimbors|terugbetaald|aterbetal|refunder|zwrocon|lost|charged?.?back/,
  ],
  [
    'open',
    /未払|未入金|保留|pending|open|offen|unpaid|awaiting|hold|draft|attente|pendiente|impagad|attesa|onbetaald|betaling|obetald|pendente|ubetalt|authori[sz]ed|invoice sent|processing payment|quotation|abandoned/,
  ],
  [
    'paid',
    /支払い?済|入金済|完了|発送済|paid|complete|closed|settled|success|captured|fulfilled|delivered|shipped|processing|done|sale|won|bezahlt|abgeschlossen|erfolgreich|geliefert|paye|termine|livre|reglee?|pagad|completad|entregad|pagat|completat|consegnat|betaald|voltooid|afgerond|betald|slutford|genomford|levererad|pago|concluid|betalt|afsluttet|maksettu|zrealizowan|wyslan|dostarczon|zaplacon|oplacon|invoiced|posted|approved|ok|finished|active/,
  ],
];

/** What a status word means for a sale; null = not known. */
export function readOrderStatus(folded: string, own: Readonly<Record<string, OrderStatus>>): OrderStatus | null {
  const known = own[folded];
  if (known) return known;
  return STATUSES.find(([, pattern]) => pattern.test(folded))?.[0] ?? null;
}

const REFUND =
  /返金|返品|refund|return|credit|erstatt|retour|gutschrift|rucknahme|ruckgabe|rembours|avoir|devol|reembols|rimbors|\breso\b|terugbetal|creditnota|retur|aterbetal|aterkop|kredit|hyvitys|palautus|zwrot|vratka|visszateritas/;

/** Whether the kind of a booking is money going back. */
export function isRefundWord(folded: string, own: readonly string[]): boolean {
  return own.includes(folded) || REFUND.test(folded);
}

const WALK_IN = setOf(
  'walk in|walk-in|walkin|walk in customer|walk-in customer|walkin customer|guest|guest customer|cash customer|cash sale|cash|counter sale|default customer|default|retail customer|anonymous|anonymous customer|no customer|unknown|unknown customer|customer|none|n/a|test|general customer|house account|misc customer|pos customer|store customer|' +
    'laufkunde|laufkundschaft|barverkauf|barkunde|barzahler|kunde|unbekannt|diverse|gast|passantenkunde|client de passage|client comptoir|passage|client divers|client anonyme|comptant|invite|' +
    'publico general|publico en general|cliente generico|cliente general|consumidor final|cliente contado|contado|mostrador|cliente mostrador|sin cliente|cliente generico pos|cliente occasionale|cliente anonimo|banco|' +
    'passant|losse klant|contante klant|balieklant|kontantkund|kontant|kontantkunde|butikskund|gaest|diversekunde|cliente balcao|cliente padrao|kateisasiakas|klient detaliczny|paragon',
);

/** Names tills put where nobody is known. */
export function isWalkInName(folded: string, own: readonly string[]): boolean {
  return WALK_IN.has(folded) || own.includes(folded);
}

const INTERACTIONS: readonly [InteractionType, RegExp][] = [
  ['call', /call|phone|telefon|anruf|appel|llamad|chiamat|bellen|samtal|ligacao|opkald|voice/],
  ['chat', /chat|messenger|live/],
  ['message', /sms|text|whatsapp|facebook|instagram|twitter|message|nachricht|mensaje|messaggio|bericht/],
  ['meeting', /meeting|appointment|demo|termin|besprechung|reunion|rendez|cita|riunione|afspraak|mote|reuniao/],
  ['visit', /visit|besuch|visite|walk|store|visita|bezoek|besok/],
  ['email', /mail|courriel|correo|e-post|web form|mail form/],
  ['ticket', /ticket|case|incident|question|problem|issue|fall|api|web/],
  ['task', /task|to-?do|aufgabe|tache|tarea|compito|taak|uppgift/],
  ['note', /note|notiz|nota|anteckning/],
];

export function readInteractionType(folded: string): InteractionType | null {
  return INTERACTIONS.find(([, pattern]) => pattern.test(folded))?.[0] ?? null;
}

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.includes('|') ? words.split('|') : words.split(' '));
}
