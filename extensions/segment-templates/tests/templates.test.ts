import { getExtension } from '@shopify/ui-extensions-tester';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import templates from '../src/templates.ts';

const extension = getExtension('admin.customers.segmentation-templates.data');
beforeEach(() => extension.setUp());
afterEach(() => extension.tearDown());

const vip = {
  title: 'VIP',
  description: 'Ours',
  query: 'amount_spent > 1',
  queryToInsert: 'amount_spent > 1',
  createdOn: '',
};

describe('the segment templates', () => {
  it('are what Onefold says', async () => {
    const asked: string[] = [];
    extension.fetch = (path) => {
      asked.push(String(path));
      return Promise.resolve(Response.json({ templates: [vip] }));
    };
    expect(await templates()).toEqual({ templates: [vip] });
    expect(asked).toEqual(['/api/segment-templates']);
  });

  it('are none while Onefold cannot be asked', async () => {
    extension.fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    expect(await templates()).toEqual({ templates: [] });
  });
});
