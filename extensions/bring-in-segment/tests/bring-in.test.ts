import { getExtension } from '@shopify/ui-extensions-tester';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { settled } from '../../shared/settled.ts';

const extension = getExtension('admin.customer-segment-details.action.render');
beforeEach(() => extension.setUp());
afterEach(() => extension.tearDown());

const line = {
  name: 'Buyers',
  sentence: 'Customers who bought',
  members: 12,
  problems: [] as string[],
  notes: [],
  segmentId: null as number | null,
};
const asked: string[] = [];

async function open(...answers: Response[]): Promise<void> {
  asked.length = 0;
  extension.shopify.data.selected = [{ id: 'gid://shopify/Segment/42' }];
  extension.fetch = (path, init) => {
    asked.push(`${init?.method ?? 'GET'} ${String(path)}`);
    return Promise.resolve(answers[asked.length - 1]!);
  };
  await extension.render();
  await settled();
}

const primary = () => document.querySelector<HTMLElement>('s-button[slot="primary-action"]');

describe('the action on a segment’s page', () => {
  it('shows what Onefold makes of the segment, and brings it in when asked', async () => {
    await open(Response.json(line), Response.json({ ...line, segmentId: 5 }));
    expect(document.body.textContent).toContain('Customers who bought');
    primary()?.dispatchEvent(new Event('click'));
    while (!document.querySelector('s-link')) {
      await new Promise((next) => setTimeout(next, 5));
    }
    expect(asked).toEqual(['GET /api/shopify-segments/42', 'POST /api/shopify-segments/42']);
    expect(document.querySelector('s-link')?.getAttribute('href')).toBe('app:app/segments/5');
    expect(primary()).toBeNull();
  });

  it('says what cannot be said, and offers nothing', async () => {
    await open(Response.json({ ...line, problems: ['There is no moon_phase.'] }));
    expect(document.querySelector('s-banner')?.textContent).toContain('There is no moon_phase.');
    expect(primary()).toBeNull();
  });

  it('hands on a refusal in its own words', async () => {
    await open(Response.json({ refusal: 'This segment does not exist in Shopify any more.' }, { status: 404 }));
    expect(document.querySelector('s-banner')?.textContent).toContain('does not exist in Shopify');
  });
});
