import { CONSENT_FIELDS } from './fields/consent-fields.ts';
import { CUSTOMER_FIELDS } from './fields/customer-fields.ts';
import { FEEDBACK_FIELDS } from './fields/feedback-fields.ts';
import type { FieldDefinition, Subject } from './fields/field.ts';
import { INTERACTION_FIELDS } from './fields/interaction-fields.ts';
import { LINE_FIELDS } from './fields/line-fields.ts';
import { LOYALTY_FIELDS } from './fields/loyalty-fields.ts';
import { ORDER_FIELDS } from './fields/order-fields.ts';
import { RECEIVER_FIELDS } from './fields/receiver-fields.ts';
import { REFUND_FIELDS } from './fields/refund-fields.ts';

/** Every canonical field a column can be mapped to, in the order a page should list them. */
export const FIELDS: readonly FieldDefinition[] = [
  ...CUSTOMER_FIELDS,
  ...ORDER_FIELDS,
  ...LINE_FIELDS,
  ...RECEIVER_FIELDS,
  ...REFUND_FIELDS,
  ...INTERACTION_FIELDS,
  ...FEEDBACK_FIELDS,
  ...LOYALTY_FIELDS,
  ...CONSENT_FIELDS,
];

const BY_KEY = new Map(FIELDS.map((field) => [field.key, field]));

/** The field of a stored key; undefined when a newer version stored it. */
export function findField(key: string): FieldDefinition | undefined {
  return BY_KEY.get(key);
}

export type SubjectDefinition = {
  label: string;
  /** Field groups a file of this subject may use. */
  groups: readonly string[];
  /** Fields of those groups that make no sense in it. */
  without?: readonly string[];
  /** One of each inner list must be mapped for the rows to mean anything. */
  required: readonly (readonly string[])[];
};

/** What a row of another subject says of itself, never of its person. */
const OF_THE_RECORD = [
  'customer.created_at',
  'customer.updated_at',
  'customer.deleted',
  'customer.orders_count',
  'customer.total_spent',
];

/** Fields of files with a row for each consent. */
const CONSENT_BY_ROW = ['consent.state', 'consent.channel', 'consent.method'];

const PERSON = [
  'customer.external_id',
  'customer.email',
  'customer.phone',
  'customer.full_name',
  'customer.family_name',
  'customer.given_name',
];

/** What a file can be about, and what it must then say. */
export const SUBJECTS: Readonly<Record<Subject, SubjectDefinition>> = {
  customers: { label: 'Customers', groups: ['customer', 'consent', 'loyalty'], required: [PERSON] },
  orders: {
    label: 'Sales',
    groups: ['order', 'line', 'customer', 'receiver', 'refund', 'consent'],
    without: [...OF_THE_RECORD, ...CONSENT_BY_ROW, 'refund.id', 'refund.amount', 'refund.refunded_at'],
    required: [
      ['order.placed_at'],
      ['order.total', 'line.total', 'line.gross', 'line.unit_price', 'order.subtotal', 'order.gross'],
    ],
  },
  refunds: {
    label: 'Refunds',
    groups: ['refund', 'line', 'customer'],
    without: OF_THE_RECORD,
    required: [['refund.amount']],
  },
  interactions: {
    label: 'Interactions (calls, tickets, visits)',
    groups: ['interaction', 'customer'],
    without: OF_THE_RECORD,
    required: [
      ['interaction.happened_at'],
      ['interaction.subject', 'interaction.body', 'interaction.type', 'interaction.status'],
    ],
  },
  feedback: {
    label: 'Reviews and answers',
    groups: ['feedback', 'customer'],
    without: OF_THE_RECORD,
    required: [
      ['feedback.rating', 'feedback.body'],
      ['feedback.rating', 'feedback.given_at', ...PERSON],
    ],
  },
  loyalty: {
    label: 'Loyalty',
    groups: ['loyalty', 'customer', 'consent'],
    without: [...OF_THE_RECORD, ...CONSENT_BY_ROW],
    required: [
      PERSON.concat('customer.loyalty_number'),
      ['loyalty.points_balance', 'loyalty.points', 'loyalty.points_earned'],
    ],
  },
  consents: {
    label: 'Consents',
    groups: ['consent', 'customer'],
    required: [
      ['customer.email', 'customer.phone', 'customer.external_id'],
      [
        'consent.state',
        'consent.email',
        'consent.sms',
        'consent.email_opt_out',
        'consent.sms_opt_out',
        'consent.withdrawn_at',
      ],
    ],
  },
};

/** `customer` of `customer.email`. */
export function groupOf(key: string): string {
  return key.slice(0, key.indexOf('.'));
}

/** The fields a column of such a file can take. */
export function fieldsFor(subject: Subject): FieldDefinition[] {
  const { groups, without = [] } = SUBJECTS[subject];
  return FIELDS.filter((field) => groups.includes(groupOf(field.key)) && !without.includes(field.key));
}

/** Fields of which one of each list must still be mapped before a file's rows mean anything. */
export function missingFields(subject: Subject, mapped: (field: string) => boolean): (readonly string[])[] {
  return SUBJECTS[subject].required.filter((alternatives) => !alternatives.some(mapped));
}
