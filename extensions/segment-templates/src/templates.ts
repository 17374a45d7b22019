import type { Output } from '@shopify/ui-extensions/admin.customers.segmentation-templates.data';
import { askApp } from '../../shared/ask-app.ts';

/** What Onefold can say in Shopify's language: its ready-made rules and the shop's own segments. None if it cannot be asked. */
export default async function templates(): Promise<Output> {
  return askApp<Output>('/api/segment-templates').catch(() => ({ templates: [] }));
}
