import { balanceBooks } from '#app/pipeline/balance-books.server.ts';
import type { JobPayload } from '#app/pipeline/jobs.ts';
import { getOfflineAdmin } from '#app/shopify.server.ts';

/** Idempotent: a page that is read and its place commit together, and what is healed is found no more. */
export async function handleBooksBalance({ shopId, runId }: JobPayload<'books-balance'>): Promise<void> {
  await balanceBooks(shopId, runId, getOfflineAdmin);
}
