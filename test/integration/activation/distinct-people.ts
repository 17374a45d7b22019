import type { Dataset, ShopifyCustomer } from '#test/shopify/dataset.ts';
import { sampleDataset } from '#test/shopify/sample-dataset.ts';

const SYLLABLES = ['ka', 'lo', 'mi', 'ru', 'te', 'vo', 'za', 'ni', 'pe', 'du'];

function word(index: number, length: number): string {
  let left = index;
  let text = '';
  for (let place = 0; place < length; place++) {
    text += SYLLABLES[left % SYLLABLES.length];
    left = Math.floor(left / SYLLABLES.length);
  }
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A shop whose customers nobody takes for one another; `change` says what is special about whom. */
export function distinctPeople(
  count: number,
  change: (index: number) => Partial<ShopifyCustomer> = () => ({}),
): Dataset {
  const dataset = sampleDataset({ customers: count, orders: 0 });
  return {
    ...dataset,
    customers: dataset.customers.map((one, index) => {
      const firstName = word(index * 7 + 3, 3);
      const lastName = word(index * 13 + 5, 4);
      const email = `${firstName}.${lastName}@example.com`.toLowerCase();
      return { ...one, firstName, lastName, email, phone: null, addresses: [], tags: [], ...change(index) };
    }),
  };
}
