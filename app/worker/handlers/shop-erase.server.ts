import type { JobPayload } from '#app/pipeline/jobs.ts';

export async function handleShopErase(payload: JobPayload<'shop-erase'>): Promise<void> {
  void payload;
}
