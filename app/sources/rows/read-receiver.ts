import type { NameParts } from '#app/normalise/same-name.ts';
import type { OrderReceiver } from '#app/records/order-receiver.ts';
import { receiverBeside } from '../receiver.ts';
import type { CellReader, RowPlan } from './row-plan.ts';
import { RowView } from './row-view.ts';

/** A sale's row that names another than its payer: who gets the goods, and the row without what it says of where they go. */
export type ReceiverRead = { receiver: OrderReceiver; payer: RowView };

/** Columns of the payer that are about the delivery all the same: a file may have one address only. */
const ABOUT_DELIVERY =
  /ship|deliver|recipient|receiver|liefer|versand|livraison|env[ií]o|spedizione|bezorg|leverans|levering/i;

const FIELDS = {
  givenName: 'given_name',
  familyName: 'family_name',
  fullName: 'full_name',
  company: 'company',
  line1: 'line1',
  line2: 'line2',
  city: 'city',
  region: 'region',
  postalCode: 'postal_code',
  country: 'country',
  phone: 'phone',
} as const satisfies Record<keyof OrderReceiver, string>;

type Readers<Keys extends string> = readonly (readonly [Keys, CellReader])[];

/**
 * Reads the receiver out of the `receiver.*` columns; null = the row names none beside its payer. What then stands in the payer's own
 * columns of the delivery is the receiver's, and he does not get it.
 */
export function receiverReader(plan: RowPlan): (view: RowView) => ReceiverRead | null {
  if (!plan.hasGroup('receiver')) return () => null;
  const readers = readersOf<keyof OrderReceiver>(plan, 'receiver', FIELDS);
  const payer = readersOf<keyof NameParts>(plan, 'customer', {
    givenName: 'given_name',
    familyName: 'family_name',
    fullName: 'full_name',
  });
  const ofDelivery = deliveryColumns(plan);
  return (view) => {
    const receiver = receiverBeside(read(readers, view) as OrderReceiver, [read(payer, view)]);
    return receiver ? { receiver: withOwn(receiver, ofDelivery, view), payer: without(view, ofDelivery) } : null;
  };
}

function readersOf<Keys extends string>(plan: RowPlan, group: string, fields: Record<Keys, string>): Readers<Keys> {
  return (Object.keys(fields) as Keys[]).map((key) => [key, plan.text(`${group}.${fields[key]}`)]);
}

function read<Keys extends string>(readers: Readers<Keys>, view: RowView): Record<Keys, string | null> {
  return Object.fromEntries(readers.map(([key, cell]) => [key, cell(view) ?? null])) as Record<Keys, string | null>;
}

type DeliveryColumn = { key: keyof OrderReceiver | null; index: number; cell: CellReader };

/** Columns of the payer whose header speaks of the delivery, with what of a receiver they say. */
function deliveryColumns(plan: RowPlan): DeliveryColumn[] {
  return plan
    .columnsOf('customer')
    .filter(({ column }) => ABOUT_DELIVERY.test(column))
    .map(({ field, index, read: cell }) => {
      const name = field.slice('customer.'.length).replace('other_phone', 'phone');
      const key = (Object.keys(FIELDS) as (keyof OrderReceiver)[]).find((one) => FIELDS[one] === name) ?? null;
      return { key, index, cell };
    });
}

function withOwn(receiver: OrderReceiver, columns: readonly DeliveryColumn[], view: RowView): OrderReceiver {
  const own = columns.flatMap(({ key, cell }) => (key === null ? [] : [[key, receiver[key] ?? cell(view) ?? null]]));
  return { ...receiver, ...Object.fromEntries(own) };
}

function without(view: RowView, columns: readonly DeliveryColumn[]): RowView {
  const left = new Set(columns.map(({ index }) => index));
  if (left.size === 0) return view;
  const { row, short, continues } = view;
  const cells = view.cells.map((cell, index) => (left.has(index) ? '' : cell));
  return new RowView({ row, cells, ...(short ? { short: true as const } : {}), ...(continues ? { continues } : {}) });
}
