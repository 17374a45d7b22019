/** The fictional retailer: Wintergull, homeware and outdoor clothing, of Portland, Maine. */
export const shop = {
  name: 'Wintergull',
  handle: 'wintergull',
  email: 'hello@wintergull.example',
  currencyCode: 'USD',
  ianaTimezone: 'America/New_York',
  countryCode: 'US',
} as const;

export type Store = {
  name: string;
  city: string;
  region: string;
  taxRate: number;
  /** Square runs the older four tills; the newest store sells on Shopify POS. */
  till: 'square' | 'shopify';
  devices: readonly string[];
  employees: readonly string[];
  /** Typed for customers who give none: a mailbox at the till and the phone of whoever stands there (area codes no customer has). */
  kioskMailbox: string;
  staffPhone: string;
};

/** Zone as Square exports it: a Rails name, not an IANA one. */
export const squareZone = 'Eastern Time (US & Canada)';

export const stores: readonly Store[] = [
  {
    name: 'Portland Congress St',
    city: 'Portland',
    region: 'ME',
    taxRate: 0.055,
    till: 'square',
    devices: ['Front Register', 'Back Register', 'Holiday iPad'],
    employees: ['Dana Whitcomb', 'Marisol Reyes', 'Theo Lindqvist', 'Priya Nair'],
    kioskMailbox: 'portland.till@wintergull.example',
    staffPhone: '+19175550100',
  },
  {
    name: 'Freeport',
    city: 'Freeport',
    region: 'ME',
    taxRate: 0.055,
    till: 'square',
    devices: ['Freeport 1', 'Freeport 2'],
    employees: ['Gil Ouellette', 'Hodan Farah', 'Becky Sewall'],
    kioskMailbox: 'freeport@wintergull.example',
    staffPhone: '+15855550101',
  },
  {
    name: 'Portsmouth',
    city: 'Portsmouth',
    region: 'NH',
    taxRate: 0,
    till: 'square',
    devices: ['Portsmouth iPad'],
    employees: ['Sam Trefethen', 'Colleen Daly'],
    kioskMailbox: 'portsmouth@wintergull.example',
    staffPhone: '+13155550102',
  },
  {
    name: 'Cambridge',
    city: 'Cambridge',
    region: 'MA',
    taxRate: 0.0625,
    till: 'square',
    devices: ['Register A', 'Register B'],
    employees: ['Jun Park', 'Anneke Vogel', 'Tunde Balogun'],
    kioskMailbox: 'cambridge@wintergull.example',
    staffPhone: '+19145550103',
  },
  {
    name: 'Burlington',
    city: 'Burlington',
    region: 'VT',
    taxRate: 0.07,
    till: 'shopify',
    devices: ['Burlington POS'],
    employees: ['Luc Thibodeau', 'Ivy Sanborn'],
    kioskMailbox: 'burlington@wintergull.example',
    staffPhone: '+15165550104',
  },
];

/** Whoever places the test orders: an entity of its own in the answer key, no customer. */
export const tester = {
  personId: 'P-STAFF',
  householdId: 'H-STAFF',
  firstName: 'Test',
  lastName: 'Order',
  email: 'qa@wintergull.example',
} as const;
