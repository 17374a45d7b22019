import { fingerprint } from '#app/platform/crypto.server.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { CleanBatch, CleanCustomer } from '#app/records/cleaned.ts';
import { shopDataKey } from '#app/shops/find-shop.server.ts';

type Identifier = { kind: string; value: string };
type Name = { given: string | null; family: string | null; full: string | null };

/** What is known of a person in the moment before his erasure. */
export type Erased = {
  identifiers: readonly Identifier[];
  names: readonly Name[];
  /** His records, by source. */
  records: readonly { sourceId: number; externalId: string }[];
};

/** A mailbox or a number can be a family's: it keeps away only who bears the erased person's name, or no name at all. */
const SHARED_KINDS = new Set(['email', 'phone']);
const ANY_NAME = '*';

const wordOf = ({ kind, value }: Identifier) => `${kind}:${value}`;
const wordOfRecord = (sourceId: number, externalId: string) => `record:${sourceId}:${externalId}`;

/** Family name and initial, as loosely as identity takes them; empty if there is no name. */
function nameKey({ given, family, full }: Name): string {
  const words = (full ?? '').trim().toLowerCase().split(/\s+/);
  const last = (family ?? '').trim().toLowerCase() || (words.at(-1) ?? '');
  const initial = ((given ?? '').trim().toLowerCase() || (words[0] ?? '')).slice(0, 1);
  return last === '' ? '' : `${last}|${initial}`;
}

/**
 * Keeps keyed fingerprints of a person, enough to keep him away and useless for anything else. A contact of somebody of
 * whom nothing else was ever known keeps away whoever bears it. Returns how many are new.
 */
export async function keepFingerprints(tx: Tx, erased: Erased): Promise<number> {
  const names = [...new Set(erased.names.map(nameKey).filter(Boolean))];
  const contacts = erased.identifiers.filter(({ kind }) => SHARED_KINDS.has(kind)).map(wordOf);
  const isKnown = await erasedWords(tx, contacts);
  const bound =
    names.length > 0
      ? contacts.flatMap((word) => names.map((name) => `${word}|${name}`))
      : contacts.filter((word) => !isKnown(word)).map((word) => `${word}|${ANY_NAME}`);
  return keep(tx, [
    ...erased.identifiers.map(wordOf),
    ...bound,
    ...erased.records.map(({ sourceId, externalId }) => wordOfRecord(sourceId, externalId)),
  ]);
}

async function keep(tx: Tx, words: readonly string[]): Promise<number> {
  const key = await shopDataKey(tx.shopId);
  const prints = [...new Set(words)].map((word) => fingerprint(key, word));
  return tx.run(sql`
    insert into erased_fingerprint (shop_id, fingerprint)
    select ${tx.shopId}, p from unnest(${prints}::text[]) p on conflict do nothing`);
}

/**
 * Takes people who were erased out of what a file says, so that last week's file does not bring them back: their sales
 * stay, as anybody's, and all else goes. What Shopify says after an erasure it says of a customer who exists, and is not
 * held against it. O(rows); nothing is asked while nobody was erased.
 */
export async function withoutErased(tx: Tx, sourceId: number, batch: CleanBatch): Promise<CleanBatch> {
  const [any] = await tx.rows<{ any: boolean }>(sql`
    select exists (select from erased_fingerprint where shop_id = ${tx.shopId}) as any`);
  if (!any?.any) {
    return batch;
  }
  const isErased = await erasedWords(tx, wordsOf(sourceId, batch));
  const people = batch.customers.filter((row) => isPersonErased(row, sourceId, isErased)).map((row) => row.externalId);
  await keep(
    tx,
    people.map((externalId) => wordOfRecord(sourceId, externalId)),
  );
  const named = new Set(people);
  const isHis = (id: string | null | undefined) =>
    id != null && (named.has(id) || isErased(wordOfRecord(sourceId, id)));
  return takenOut(batch, isHis);
}

function takenOut(batch: CleanBatch, isHis: (externalId: string | null | undefined) => boolean): CleanBatch {
  const notHis = (row: { customerExternalId: string | null }) => !isHis(row.customerExternalId);
  return {
    ...batch,
    customers: batch.customers.filter((row) => !isHis(row.externalId)),
    orders: batch.orders.map((row) =>
      notHis(row) ? row : { ...row, customerExternalId: null, note: null, tags: [], custom: {} },
    ),
    refunds: batch.refunds.map((row) =>
      isHis(row.customerExternalId) ? { ...row, customerExternalId: null, reason: null } : row,
    ),
    interactions: batch.interactions.filter(notHis),
    feedback: batch.feedback.filter(notHis),
    loyalty: batch.loyalty.filter(notHis),
    consents: batch.consents.filter(notHis),
  };
}

/** Everything in a batch that could give an erased person away. */
function wordsOf(sourceId: number, batch: CleanBatch): string[] {
  const referring = [batch.orders, batch.refunds, batch.interactions, batch.feedback, batch.loyalty, batch.consents];
  const ids = referring.flatMap((rows) => rows.map((row) => row.customerExternalId));
  return [
    ...ids.filter((id) => id != null).map((id) => wordOfRecord(sourceId, id)),
    ...batch.customers.flatMap((row) => [
      wordOfRecord(sourceId, row.externalId),
      ...row.identifiers.flatMap((one) => [
        wordOf(one),
        `${wordOf(one)}|${nameKey(nameOf(row))}`,
        `${wordOf(one)}|${ANY_NAME}`,
      ]),
    ]),
  ];
}

async function erasedWords(tx: Tx, words: readonly string[]): Promise<(word: string) => boolean> {
  const key = await shopDataKey(tx.shopId);
  const prints = new Map([...new Set(words)].map((word) => [fingerprint(key, word), word]));
  const found = await tx.rows<{ fingerprint: string }>(sql`
    select fingerprint from erased_fingerprint
    where shop_id = ${tx.shopId} and fingerprint = any(${[...prints.keys()]}::text[])`);
  const erased = new Set(found.map((row) => prints.get(row.fingerprint)));
  return (word) => erased.has(word);
}

function isPersonErased(row: CleanCustomer, sourceId: number, isErased: (word: string) => boolean): boolean {
  if (isErased(wordOfRecord(sourceId, row.externalId))) {
    return true;
  }
  const name = nameKey(nameOf(row));
  return row.identifiers.some((one) => {
    const word = wordOf(one);
    if (!SHARED_KINDS.has(one.kind) || name === '') {
      return isErased(word);
    }
    return isErased(`${word}|${name}`) || isErased(`${word}|${ANY_NAME}`);
  });
}

function nameOf({ values }: CleanCustomer): Name {
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  return { given: text(values.given_name), family: text(values.family_name), full: text(values.full_name) };
}
