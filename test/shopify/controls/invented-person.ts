import type { CustomerChange } from '../actions/customer-actions.ts';
import { freshId } from '../world/gid.ts';
import { type Fields, text } from './control-fields.ts';

const FIRST = [
  'Ada',
  'Bruno',
  'Chloe',
  'Dario',
  'Elena',
  'Felix',
  'Greta',
  'Hugo',
  'Ines',
  'Jonas',
  'Kira',
  'Luis',
  'Mara',
  'Nils',
  'Olga',
  'Pavel',
];
const LAST = [
  'Abel',
  'Brandt',
  'Costa',
  'Duval',
  'Engel',
  'Fischer',
  'Grant',
  'Hansen',
  'Ito',
  'Jansen',
  'Keller',
  'Lopez',
  'Moreau',
  'Novak',
  'Okafor',
  'Petit',
];
const CITIES = [
  ['Berlin', '10115', 'DE', 'Germany'],
  ['Hamburg', '20095', 'DE', 'Germany'],
  ['Lyon', '69001', 'FR', 'France'],
  ['Leeds', 'LS1 1UR', 'GB', 'United Kingdom'],
] as const;

function any<Row>(rows: readonly Row[]): Row {
  return rows[Math.floor(Math.random() * rows.length)] as Row;
}

/** A plausible new customer; any field given is taken as it is. */
export function inventedPerson(fields: Fields): CustomerChange {
  const firstName = text(fields, 'firstName') ?? any(FIRST);
  const lastName = text(fields, 'lastName') ?? any(LAST);
  const mailbox = `${firstName}.${lastName}.${freshId().slice(-5)}`.toLowerCase();
  const [city, zip, countryCodeV2, country] = any(CITIES);
  return {
    firstName,
    lastName,
    email: text(fields, 'email') ?? `${mailbox}@example.com`,
    phone: text(fields, 'phone'),
    addresses: [
      {
        firstName,
        lastName,
        company: null,
        address1: `${any(LAST)}straße ${1 + Math.floor(Math.random() * 90)}`,
        address2: null,
        city,
        province: null,
        provinceCode: null,
        country,
        countryCodeV2,
        zip,
        phone: null,
      },
    ],
  };
}
