import { env } from 'node:process';

/** Run as a process of its own, with the detour to the stand-in, to be killed in the middle: node … <shop id> <run id>. */
await import(new URL('../../shopify/preload.mjs', import.meta.url).href);
const [shopId, runId] = process.argv.slice(2).map(Number);
const { writeRun } = await import('#app/pipeline/activation-write.server.ts');
const { adminClient } = await import('#app/sources/shopify/admin-client.server.ts');
const { closeDatabase } = await import('#app/platform/db.server.ts');
await writeRun(shopId!, runId!, (domain) => adminClient(domain, () => Promise.resolve(env['TEST_TOKEN'] ?? '')));
await closeDatabase();
