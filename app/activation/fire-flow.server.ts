import type { AdminClient } from '#app/sources/shopify/admin-client.server.ts';
import type { FlowCall } from './flow-outbox.server.ts';

/** Triggers in one call. */
export const TRIGGERS_AT_ONCE = 10;

type Answers = Record<string, { userErrors: { message: string }[] } | null>;

/** Fires triggers of Shopify Flow in one call; what Shopify refuses comes back with its words, what it took with null. */
export async function fireTriggers(
  admin: AdminClient,
  calls: readonly FlowCall[],
): Promise<{ eventId: number; message: string | null }[]> {
  const variables = calls.map((_call, index) => `$h${index}: String!, $p${index}: JSON!`).join(', ');
  const fields = calls.map(
    (_call, index) =>
      `c${index}: flowTriggerReceive(handle: $h${index}, payload: $p${index}) { userErrors { message } }`,
  );
  const values = calls.flatMap((call, index): [string, unknown][] => [
    [`h${index}`, call.handle],
    [`p${index}`, payloadOf(call)],
  ]);
  const document = `mutation Fire(${variables}) { ${fields.join(' ')} }`;
  const answers = await admin.graphql<Answers>(document, Object.fromEntries(values));
  return calls.map(({ eventId }, index) => {
    const answer = answers[`c${index}`];
    return { eventId, message: answer ? (answer.userErrors[0]?.message ?? null) : 'Shopify gave no answer.' };
  });
}

/** Keys as the extensions' files name them. */
function payloadOf({ customerId, name, segmentHandle }: FlowCall): Record<string, string> {
  return { customer_id: customerId, Segment: name, 'Segment handle': segmentHandle };
}
