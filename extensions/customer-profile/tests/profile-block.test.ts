import { getExtension } from '@shopify/ui-extensions-tester';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { settled } from '../../shared/settled.ts';

const extension = getExtension('admin.customer-details.block.render');
beforeEach(() => extension.setUp());
afterEach(() => extension.tearDown());

const profile = {
  publicId: '0197-abc',
  net: '€1,234.50',
  onlineOrders: 3,
  posOrders: 4,
  lastOrderDay: '2026-11-01',
  sources: ['Shopify', 'Square'],
  emailConsent: 'granted',
  smsConsent: 'unknown',
  segments: ['VIP'],
};

async function shown(answer: Response | Error): Promise<string> {
  extension.shopify.data.selected = [{ id: 'gid://shopify/Customer/7064055060000000031' }];
  extension.fetch = () => (answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer));
  await extension.render();
  await settled();
  return document.body.innerHTML;
}

describe('the block on the customer’s page', () => {
  it('shows what the person is worth everywhere, where from, and the way to the profile', async () => {
    const html = await shown(Response.json({ profile }));
    expect(html).toContain('€1,234.50');
    expect(html).toContain('3, 4');
    expect(html).toContain('Shopify, Square');
    expect(document.querySelector('s-badge')?.textContent).toBe('VIP');
    expect(document.querySelector('s-link')?.getAttribute('href')).toBe('app:app/profiles/0197-abc');
  });

  it('says so of a customer whom Onefold does not know yet', async () => {
    expect(await shown(Response.json({ profile: null }))).toContain('unknown');
  });

  it('says so when Onefold cannot be reached or refuses', async () => {
    await shown(new TypeError('Failed to fetch'));
    expect(document.querySelector('s-banner')?.textContent).toContain('could not be reached');
  });
});
