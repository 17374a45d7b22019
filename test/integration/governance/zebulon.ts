import type { RecordInput } from '#app/records/types.ts';

export const AT = new Date('2026-11-20T10:00:00Z');

/** What others of his household use too. */
export const FAMILY_MAILBOX = 'us@lighthouse.example';

/** Nobody else of the shop has anything in common with him. */
export const ZED = {
  id: '7064055060009999991',
  firstName: 'Zebulon',
  lastName: 'Quixworth',
  email: 'Zebulon.Quixworth@Example.com',
  phone: '+12075550199',
};

/** Who sent him a present, and had one of him. */
export const NORA = {
  id: '7064055060009999992',
  at: AT,
  firstName: 'Nora',
  lastName: 'Payne',
  email: 'nora@payne.example',
  phone: '+15035550177',
};

/** What his till, his loyalty card and his complaints say of him. */
export const TILL_FILE: RecordInput[] = [
  {
    kind: 'customer',
    recordKind: 'member',
    provenance: 'typed',
    externalId: 'SQ-1',
    versionAt: null,
    givenName: 'Zebulon',
    familyName: 'Quixworth',
    email: 'zebulon.quixworth@example.com',
    otherEmails: [FAMILY_MAILBOX],
    phone: '(207) 555-0199',
    line1: '7 Lighthouse Lane',
    identifiers: [{ kind: 'loyalty', value: 'L-4711', verified: true }],
  },
  {
    kind: 'order',
    externalId: 'T-1',
    versionAt: null,
    customerExternalId: 'SQ-1',
    channel: 'pos',
    placedAt: AT,
    currency: 'EUR',
    amounts: { totalMinor: 4200 },
    status: 'paid',
    note: 'for Zebulon',
    custom: { Engraving: 'Quixworth' },
  },
  {
    kind: 'refund',
    externalId: 'R-1',
    versionAt: null,
    orderExternalId: 'T-1',
    customerExternalId: 'SQ-1',
    refundedAt: AT,
    amountMinor: 200,
    currency: 'EUR',
    reason: 'Zebulon did not like it',
  },
  {
    kind: 'refund',
    externalId: 'R-2',
    versionAt: null,
    orderExternalId: 'T-2',
    customerExternalId: 'SQ-1',
    refundedAt: AT,
    amountMinor: 100,
    currency: 'EUR',
    reason: 'The parcel never came',
  },
  {
    kind: 'interaction',
    externalId: 'I-1',
    versionAt: null,
    customerExternalId: 'SQ-1',
    type: 'ticket',
    happenedAt: AT,
    subject: 'Call Zebulon back',
    body: 'on 555 0199',
  },
  {
    kind: 'feedback',
    externalId: 'F-1',
    versionAt: null,
    customerExternalId: 'SQ-1',
    type: 'review',
    rating: 5,
    ratingMax: 5,
    givenAt: AT,
    body: 'Signed, Z. Quixworth',
  },
  {
    kind: 'loyalty',
    externalId: 'P-1',
    versionAt: null,
    customerExternalId: 'SQ-1',
    entry: 'balance',
    memberNumber: 'L-4711',
    pointsBalance: 12,
  },
  {
    kind: 'consent',
    versionAt: null,
    customerExternalId: 'SQ-1',
    channel: 'email',
    purpose: 'marketing',
    contact: 'zebulon.quixworth@example.com',
    state: 'granted',
    statedAt: AT,
    method: 'paper',
    evidence: 'Form of Zebulon Quixworth',
  },
];
