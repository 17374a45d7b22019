import { givenNames } from '#test/demo/given-names.ts';
import type { Dataset } from '#test/shopify/dataset.ts';

const ONSETS = ['Ba', 'De', 'Fi', 'Go', 'Hu', 'Ka', 'Le', 'Mi', 'No', 'Pu', 'Ra', 'Se', 'Ti', 'Vo', 'Wu', 'Za'];
const MIDDLES = [
  'ber',
  'den',
  'fel',
  'gor',
  'hin',
  'kan',
  'lun',
  'mor',
  'nis',
  'pel',
  'ran',
  'sol',
  'tur',
  'vin',
  'wel',
  'zan',
];
const ENDINGS = [
  'bach',
  'dorf',
  'feld',
  'gard',
  'hoff',
  'kamp',
  'land',
  'mann',
  'ner',
  'rath',
  'sen',
  'stein',
  'thal',
  'werk',
  'ski',
  'ova',
];

/** The sample shop has a hundred names in one street; here neighbours are strangers, as in a shop of this size. */
export function asDifferentPeople(dataset: Dataset): Dataset {
  const pick = <Item>(list: readonly Item[], at: number) => list[at % list.length]!;
  const given = Object.values(givenNames).flatMap((names) => Object.values(names).flat());
  for (const [at, customer] of dataset.customers.entries()) {
    const mixed = Math.imul(at + 1, 2_654_435_761) >>> 0;
    customer.firstName = pick(given, mixed >>> 4);
    customer.lastName = pick(ONSETS, mixed) + pick(MIDDLES, mixed >>> 8) + pick(ENDINGS, mixed >>> 12);
    for (const address of customer.addresses) {
      Object.assign(address, { firstName: customer.firstName, lastName: customer.lastName });
      address.address1 = `${pick(MIDDLES, mixed >>> 16)}weg ${1 + (mixed % 90)}`;
      address.zip = String(10_000 + (mixed % 89_000));
      address.city = pick(ONSETS, mixed >>> 20) + pick(ENDINGS, mixed >>> 6);
    }
  }
  return dataset;
}
