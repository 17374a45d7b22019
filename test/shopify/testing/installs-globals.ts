/** Remix replaces `fetch` with its own when globals are installed; the preload must hold. Prints what the shop's API answers. */
import { installGlobals } from '@remix-run/node';

installGlobals({ nativeFetch: process.env.NATIVE_FETCH === 'true' });

const asText = await fetch('https://sample-store.myshopify.com/admin/api/2026-07/graphql.json', {
  method: 'POST',
  body: '{}',
});
const asRequest = await fetch(
  new Request('https://sample-store.myshopify.com/admin/api/2026-07/graphql.json', { method: 'POST', body: '{}' }),
);
const bucket = await fetch('https://storage.googleapis.com/bulk-operation-outputs/sample-store/none');
process.stdout.write(`${JSON.stringify([asText.status, asRequest.status, bucket.status])}\n`);
