import { eraseActivation } from '#app/activation/erase.server.ts';
import { exportActivation } from '#app/activation/export.server.ts';
import { runningRuns } from '#app/activation/outbox.server.ts';
import { eraseAnalytics } from '#app/analytics/erase.server.ts';
import { exportAnalytics } from '#app/analytics/export.server.ts';
import { audit } from '#app/governance/audit.server.ts';
import { eraseGovernance, rememberErased } from '#app/governance/erase.server.ts';
import { exportGovernance } from '#app/governance/export.server.ts';
import type { Person } from '#app/governance/person.ts';
import {
  failRequest,
  finishRequest,
  type PrivacySubject,
  waitingRequest,
} from '#app/governance/privacy-request.server.ts';
import { eraseIdentity } from '#app/identity/erase.server.ts';
import { exportIdentity } from '#app/identity/export.server.ts';
import { eraseReceivers, ordersReceivedBy, receiversOf } from '#app/identity/receivers.server.ts';
import { eraseInbox } from '#app/inbox/erase.server.ts';
import { exportInbox } from '#app/inbox/export.server.ts';
import { eraseMetrics } from '#app/metrics/erase.server.ts';
import { exportMetrics } from '#app/metrics/export.server.ts';
import { relativesOf } from '#app/metrics/refresh-households.server.ts';
import { normaliseEmail } from '#app/normalise/email.ts';
import { normalisePhone } from '#app/normalise/phone.ts';
import { lockShop, type Tx, withShop } from '#app/platform/db.server.ts';
import { faultFields } from '#app/platform/log.server.ts';
import { sql } from '#app/platform/sql.ts';
import { eraseProfiles } from '#app/profiles/erase.server.ts';
import { exportProfiles } from '#app/profiles/export.server.ts';
import { eraseQuality } from '#app/quality/erase.server.ts';
import { exportQuality } from '#app/quality/export.server.ts';
import { eraseRecords } from '#app/records/erase.server.ts';
import { exportRecords } from '#app/records/export.server.ts';
import { identifiersOf, namesOf, recordsOfCustomer, shopifyIdsOf } from '#app/records/find-person.server.ts';
import { eraseSegments } from '#app/segments/erase.server.ts';
import { exportSegments } from '#app/segments/export.server.ts';
import { readShop, type Shop, shopDataKey } from '#app/shops/find-shop.server.ts';
import { eraseUploads } from '#app/sources/erase.server.ts';
import { exportUploads } from '#app/sources/export.server.ts';
import { enqueue } from './enqueue.server.ts';
import { refreshProfiles } from './refresh-derived.server.ts';

const TIMEOUT_MS = 300_000;

/** Every folder that keeps personal data takes part in both; an architecture test finds the one that is missing. */
const ERASERS = [
  eraseActivation,
  eraseInbox,
  eraseGovernance,
  eraseUploads,
  eraseQuality,
  eraseAnalytics,
  eraseSegments,
  eraseMetrics,
  eraseProfiles,
  eraseReceivers,
  eraseIdentity,
  eraseRecords,
] as const;
const EXPORTERS = [
  exportRecords,
  exportIdentity,
  exportProfiles,
  exportMetrics,
  exportSegments,
  exportAnalytics,
  exportInbox,
  exportUploads,
  exportQuality,
  exportActivation,
  exportGovernance,
] as const;

/**
 * Carries out a data request (collects all that is kept of a person, for the merchant to hand over) or a redaction (erases
 * it, and keeps fingerprints against its return). One transaction; idempotent: a request that is done stays done. One that fails
 * says so on its page until it is tried again.
 */
export async function carryOutPrivacyRequest(shopId: number, requestId: number): Promise<void> {
  try {
    await carryOut(shopId, requestId);
  } catch (error) {
    const { fault, code } = faultFields(error);
    await withShop(shopId, (tx) => failRequest(tx, requestId, [fault, code].filter(Boolean).join(' ')));
    throw error;
  }
}

async function carryOut(shopId: number, requestId: number): Promise<void> {
  const shop = await readShop(shopId);
  await shopDataKey(shopId);
  await withShop(
    shopId,
    async (tx) => {
      await lockShop(tx);
      const request = await waitingRequest(tx, requestId);
      if (!request) {
        return;
      }
      const person = await findPerson(tx, shop, request.subject);
      if (request.kind === 'export') {
        await exportPerson(tx, requestId, person);
      } else {
        await erasePerson(tx, requestId, person);
      }
    },
    { timeoutMs: TIMEOUT_MS },
  );
}

/** The customer's records, and all others that were found to be the same person. */
async function findPerson(tx: Tx, shop: Shop, subject: PrivacySubject): Promise<Person> {
  const email = normaliseEmail(subject.email)?.value ?? null;
  const phone = normalisePhone(subject.phone, shop.country)?.e164 ?? null;
  const own = await recordsOfCustomer(tx, { customerId: subject.customerId, email, phone });
  const together = await tx.rows<{ record_id: number; profile_id: number }>(sql`
    select other.record_id, other.profile_id from profile_member m
    join profile_member other on other.shop_id = ${tx.shopId} and other.profile_id = m.profile_id
    where m.shop_id = ${tx.shopId} and m.record_id = any(${own}::bigint[])`);
  const recordIds = [...new Set([...own, ...together.map((row) => row.record_id)])];
  const identifiers = await identifiersOf(tx, recordIds);
  const named = subject.customerId === null ? [] : [subject.customerId];
  const contacts = identifiers.filter(({ kind }) => kind === 'email' || kind === 'phone').map(({ value }) => value);
  const profileIds = [...new Set(together.map((row) => row.profile_id))];
  return {
    recordIds,
    profileIds,
    customerIds: [...new Set([...named, ...(await shopifyIdsOf(tx, recordIds))])],
    orderIds: subject.orderIds,
    receivedOrders: await ordersReceivedBy(tx, profileIds),
    contacts: [...new Set([...contacts, ...[email, phone].filter((contact) => contact !== null)])],
  };
}

async function exportPerson(tx: Tx, requestId: number, person: Person): Promise<void> {
  const parts: Record<string, object[]> = {};
  for (const exporter of EXPORTERS) {
    Object.assign(parts, await exporter(tx, person));
  }
  const counts = Object.fromEntries(Object.entries(parts).map(([name, rows]) => [name, rows.length]));
  await finishRequest(tx, requestId, counts, JSON.stringify(parts, null, 2));
  await audit(tx, 'Shopify', 'privacy.exported', String(requestId), { records: person.recordIds.length });
}

async function erasePerson(tx: Tx, requestId: number, person: Person): Promise<void> {
  const identifiers = await identifiersOf(tx, person.recordIds);
  const records = await namesOf(tx, person.recordIds);
  const left = [...(await relativesOf(tx, person.profileIds)), ...(await receiversOf(tx, person.profileIds))];
  let rows = 0;
  for (const eraser of ERASERS) {
    rows += await eraser(tx, person);
  }
  const named = person.contacts.map((value) => ({ kind: value.includes('@') ? 'email' : 'phone', value }));
  const byShopify = person.customerIds.map((value) => ({ kind: 'shopify_customer', value }));
  await rememberErased(tx, { identifiers: [...identifiers, ...named, ...byShopify], names: records, records });
  await refreshProfiles(tx, [...new Set(left)], `privacy:${requestId}`);
  for (const runId of await runningRuns(tx)) {
    await enqueue(tx, 'activation-write', { shopId: tx.shopId, runId });
  }
  await finishRequest(tx, requestId, { records: person.recordIds.length, rows }, null);
  await audit(tx, 'Shopify', 'privacy.erased', String(requestId), { records: person.recordIds.length, rows });
}
