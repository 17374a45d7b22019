import type { Manner } from './manners.ts';
import type { Random } from './random.ts';
import type { Store } from './stores.ts';
import type { Subject } from './subjects.ts';
import { typeAddress } from './typed-address.ts';
import { typeName } from './typed-name.ts';
import { typeBirthDate, typeEmail, typePhone } from './typed-reach.ts';

/** A contact as one hand wrote it into one form; a field nobody filled is ''. */
export type TypedContact = {
  first: string;
  last: string;
  email: string;
  phone: string;
  line1: string;
  line2: string;
  city: string;
  region: string;
  regionName: string;
  postalCode: string;
  country: string;
  countryName: string;
  /** 'YYYY-MM-DD' */
  birthDate: string;
};

const nowhere = {
  line1: '',
  line2: '',
  city: '',
  region: '',
  regionName: '',
  postalCode: '',
  country: '',
  countryName: '',
};

/** `store` is where it was typed, if in one: its kiosk mailbox and staff phone are then at hand. */
export function typeContact(
  random: Random,
  subject: Subject,
  { manner, at, store }: { manner: Manner; at: number; store: Store | null },
): TypedContact {
  const name = typeName(random, subject, manner, at);
  const address = typeAddress(random, subject, manner, at) ?? nowhere;
  return {
    first: name.first ?? '',
    last: name.last ?? '',
    email: typeEmail(random, subject, manner, store) ?? '',
    phone: typePhone(random, subject, manner, store) ?? '',
    ...address,
    line2: address.line2 ?? '',
    birthDate: typeBirthDate(random, subject, manner) ?? '',
  };
}
