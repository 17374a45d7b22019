import type { Person } from '#app/governance/person.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { mentionsOf } from './mentions.server.ts';

/** Deliveries still kept that name a person. */
export async function exportInbox(tx: Tx, person: Person): Promise<Record<string, object[]>> {
  return { deliveries: await mentionsOf(tx, person) };
}
