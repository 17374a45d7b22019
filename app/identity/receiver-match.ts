import { type AddressComparison, compareAddresses, shareValue } from './compare-address.ts';
import { compareNames, type NameComparison } from './compare-names.ts';
import { ADDRESS_LEVEL, NAME } from './comparison-fields.ts';
import type { RecordSet } from './record-set.ts';

const names: NameComparison = { given: 0, family: 0, givenToken: 0, familyToken: 0, swapped: false };
const addresses: AddressComparison = { level: 0, value: 0 };

/**
 * Whether the receiver of an order (a row) is somebody else than who paid for it (rows: the records of one profile). He is the payer
 * unless his name speaks against each of theirs: another first name, or another family name at another address. Who paid and has no
 * name may be the receiver.
 */
export function isAnotherPerson(set: RecordSet, receiver: number, payers: readonly number[]): boolean {
  return payers.length > 0 && payers.every((payer) => speaksAgainst(set, receiver, payer));
}

function speaksAgainst(set: RecordSet, receiver: number, payer: number): boolean {
  compareNames(set, receiver, payer, names);
  if (names.given === NAME.DIFFERENT || isOtherGeneration(set, receiver, payer)) return true;
  return names.family === NAME.DIFFERENT && !isSamePlace(set, receiver, payer);
}

/**
 * Whether a record (a row) is the receiver of an order: both names agree, and so does where he lives or a number. A rule and no score,
 * as there is nothing else to weigh: of a receiver no more is known.
 */
export function isReceiver(set: RecordSet, receiver: number, record: number): boolean {
  compareNames(set, receiver, record, names);
  if (names.given < NAME.NEAR || names.family < NAME.NEAR || isOtherGeneration(set, receiver, record)) return false;
  return isSamePlace(set, receiver, record) || shareValue(set.phones, receiver, record);
}

function isOtherGeneration({ generation }: RecordSet, a: number, b: number): boolean {
  return generation[a] !== 0 && generation[b] !== 0 && generation[a] !== generation[b];
}

function isSamePlace(set: RecordSet, a: number, b: number): boolean {
  compareAddresses(set, a, b, addresses);
  return addresses.level >= ADDRESS_LEVEL.PLACE;
}
