/**
 * What identity resolution may know of one source record: any subset, absent and `null` alike meaning "not said".
 *
 * Values may be as typed or normalised; `toComparable` brings both to the same form, so a record read back from the database and
 * the same record fresh from a webhook compare alike.
 */
export type IdentityRecord = {
  /** The record's own id, unique in the set. The only order that resolution ever relies on. */
  id: number;
  /** Where the record is kept: a source holds one person once, more or less. */
  sourceId?: number | null;
  /** Made at each purchase anew, so that one person has many in one source. */
  isGuest?: boolean;
  givenName?: string | null;
  familyName?: string | null;
  /** The name in one piece, used only for what the two above leave open. */
  fullName?: string | null;
  companies?: readonly string[];
  emails?: readonly string[];
  phones?: readonly string[];
  /** `YYYY-MM-DD`; `YYYY-MM` and `YYYY` are compared as far as they go. */
  birthDate?: string | null;
  /** ISO 3166 alpha-2 of the shop or record, for phone numbers and addresses written without one. */
  country?: string | null;
  address?: IdentityAddress | null;
  ids?: readonly IdentityId[];
  /** The e-mail belongs to an account that a person has logged in to: two such accounts are two people until somebody says otherwise. */
  verifiedAccount?: boolean;
  /** Further facts of any name (birth place, occupation, gender): compared value by value, weighed by how rare the value is. */
  attributes?: Readonly<Record<string, string>>;
};

export type IdentityAddress = {
  line1?: string | null;
  line2?: string | null;
  city?: string | null;
  region?: string | null;
  postalCode?: string | null;
};

export type IdentityId = {
  /** `loyalty`, `card`, `shopify_customer`, `passport`… : ids are only ever compared with ids of their own kind. */
  kind: string;
  value: string;
  /** Handed out by a system that checked the person (customer account, loyalty desk). Equal verified ids link unless vetoed. */
  verified?: boolean;
};
