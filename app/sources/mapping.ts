import type { ConsentState, CustomerRecordKind, OrderChannel, OrderStatus, Provenance } from '#app/records/types.ts';
import type { Subject } from './fields/field.ts';
import type { Transform } from './transforms.ts';

/**
 * Which value counts when a file brings one for a field that has one already.
 * - `newest`: the file's, as it is the later word of its source.
 * - `fill`: the one that is here; the file fills what is empty.
 * - `source`: the file's, and this source's before those of all others in the profile.
 * - `both`: the one that is here, and the file's is kept beside it.
 * - `never`: the one that is here, even if it is empty.
 */
export type ColumnWins = 'newest' | 'fill' | 'source' | 'both' | 'never';

/** What a column held when its file was last looked at. */
export type SeenColumn = { filledShare: number; words: string[] };

/** Where one column of a file goes. */
export type ColumnMapping = {
  /** The column's unique name in the file (`TableLayout.header.columns`). */
  column: string;
  /** Canonical field; null = not imported, unless `keepAs` says so. */
  field: string | null;
  /** Keep the cell under this name among the record's custom values. */
  keepAs?: string;
  /** Applied to the cell before the field reads it. */
  transforms?: Transform[];
  /** What happens to a value that is here already; absent = the newest counts. */
  wins?: ColumnWins;
  /** 0 … 1: how sure the proposal is; 1 for what a person or a known system said. */
  confidence: number;
  /** One sentence for the merchant. */
  reason: string;
};

/** How a file writes things that a column alone does not tell. */
export type Conventions = {
  /** null = not to be told from the file: amounts are refused until it is answered. */
  decimalMark: '.' | ',' | null;
  /** null = days and months cannot be told apart: such dates are refused until it is answered. */
  dateOrder: 'dmy' | 'mdy' | 'ymd' | null;
  /** IANA zone of instants without one; null = the shop's. */
  zone: string | null;
  /** ISO 4217; null = the shop's. A currency column comes first. */
  currency: string | null;
  /** Amounts with more decimals than the currency: refused, or rounded where they are known to be computed. */
  excessDecimals: 'refuse' | 'half_even';
  /** What the person in a row is, and how the data was obtained. */
  recordKind: CustomerRecordKind;
  provenance: Provenance;
  /** Channel of sales whose row does not say. */
  channel: OrderChannel;
  /** Words of the channel column that mean the till. */
  posWords: string[];
  /** Each row is a sale, or rows with the same key are lines of one. */
  rows: 'record' | 'lines';
  /** Field whose value groups rows into a sale; a blank one goes on with the sale above. */
  groupBy: 'order.id' | 'order.name';
  /** Whether tax comes on top of the amounts of the lines. */
  taxes: 'added' | 'included';
  /** Whether a refund row carries the id of the sale it refunds, or an id of its own. */
  refundRows: 'same_id' | 'own_id';
  /** Words of the source beside the general ones, in lower case. */
  statusWords: Record<string, OrderStatus>;
  refundWords: string[];
  /** Names the till puts where nobody is known; added to the general ones. */
  walkInNames: string[];
  /** What an empty or a plain "no" in a consent column says. */
  consentNo: Extract<ConsentState, 'denied' | 'unknown'>;
  /** Consent that the name of the file states (`unsubscribed_members_export.csv`): part of the name → state. */
  consentByFileName: { part: string; state: ConsentState }[];
  /** Highest rating of the scale. */
  ratingMax: number;
  feedbackType: 'review' | 'nps' | 'csat' | 'survey';
  interactionType: 'call' | 'email' | 'visit' | 'ticket' | 'chat' | 'meeting' | 'task' | 'note' | 'message' | 'other';
  loyaltyEntry: 'balance' | 'movement';
};

/** Everything needed to read the rows of one file; saved per source, versioned by the store. Plain JSON. */
export type Mapping = {
  /** Key of the known system it was recognised as; null = none. */
  system: string | null;
  subject: Subject;
  columns: ColumnMapping[];
  /** Values for fields that no column gives: canonical field → text (currency, store, channel). */
  constants: Record<string, string>;
  conventions: Conventions;
  /** What a file does that is older than one imported into its source before: fills what is empty, or replaces; absent = it is not older. */
  older?: 'fill' | 'replace';
  /** By column: what it held, for the next file to be compared with. */
  seen?: Record<string, SeenColumn>;
};

export const DEFAULT_CONVENTIONS: Conventions = {
  decimalMark: '.',
  dateOrder: 'ymd',
  zone: null,
  currency: null,
  excessDecimals: 'refuse',
  recordKind: 'customer',
  provenance: 'imported',
  channel: 'other',
  posWords: [
    'pos',
    'point of sale',
    'in store',
    'in-store',
    'till',
    'register',
    'retail',
    'kasse',
    'caisse',
    'tienda',
    'kassa',
  ],
  rows: 'record',
  groupBy: 'order.id',
  taxes: 'added',
  refundRows: 'same_id',
  statusWords: {},
  refundWords: [],
  walkInNames: [],
  consentNo: 'denied',
  consentByFileName: [],
  ratingMax: 5,
  feedbackType: 'review',
  interactionType: 'other',
  loyaltyEntry: 'balance',
};
