import { easternClock } from './calendar.ts';
import type { Random } from './random.ts';
import type { ReturnedLine } from './returns.ts';
import type { SaleLine } from './sale-line.ts';
import type { Sale } from './sales.ts';
import { type SquareProfile, squareId } from './square-desk.ts';
import { type Store, squareZone, stores } from './stores.ts';
import type { Row, TillEvent, Views } from './views.ts';

export const squareItemsHeader =
  'Date,Time,Time Zone,Category,Item,Qty,Price Point Name,SKU,Modifiers Applied,Gross Sales,Discounts,Net Sales,Tax,Transaction ID,Payment ID,Device Name,Notes,Details,Event Type,Location,Dining Option,Customer ID,Customer Name,Customer Reference ID,Unit,Count,Itemization Type,Commission,Employee'.split(
    ',',
  );

export const squareCustomersHeader =
  'Reference ID,First Name,Last Name,Email Address,Phone Number,Nickname,Company Name,Street Address 1,Street Address 2,City,State,Postal Code,Birthday,Memo,Square Customer ID,Creation Source,First Visit,Last Visit,Transaction Count,Lifetime Spend,Email Subscription Status,Instant Profile,Blocked from online booking'.split(
    ',',
  );

export const dailyTotalsHeader = ['Date', 'Location', 'Payments', 'Collected', 'Refunds', 'Refunded', 'Net'];

/** Minor units as Square prints them: `$1,234.00`, `-$12.00`. */
function squareMoney(minor: number): string {
  const amount = (Math.abs(minor) / 100).toFixed(2);
  const sign = minor < 0 ? '-$' : '$';
  return sign + (amount.length > 6 ? amount.replace(/\B(?=(\d{3})+\.)/gu, ',') : amount);
}

/** Writes a till sale (and its return, as negative lines under the same transaction) into the views. Gives the transaction's id. */
export function writeReceipt(views: Views, random: Random, sale: Sale, profile: SquareProfile | null): string {
  const store = stores[sale.visit.store] as Store;
  const receipt: Receipt = {
    transactionId: squareId(random, 22),
    paymentId: squareId(random, 22),
    store,
    device: random.pick(store.devices),
    employee: random.pick(store.employees),
    profile,
    at: sale.visit.at,
    isRefund: false,
  };
  sale.lines.forEach((line, position) => {
    views.squareItems.push(itemRow(receipt, position, line, line));
  });
  views.tillEvents.push(tillEvent(receipt, sale.totalMinor));
  if (sale.returned) {
    const refund = { ...receipt, paymentId: squareId(random, 22), at: sale.returned.at, isRefund: true };
    for (const back of sale.returned.lines)
      views.squareItems.push(refundRow(refund, back, sale.lines[back.position] as SaleLine));
    views.tillEvents.push(tillEvent(refund, sale.returned.amountMinor));
  }
  return receipt.transactionId;
}

export function squareCustomerRow(profile: SquareProfile): Row {
  return {
    order: profile.id,
    cells: [
      profile.referenceId,
      profile.first,
      profile.last,
      profile.email,
      profile.phone,
      '',
      profile.company,
      profile.line1,
      profile.line2,
      profile.city,
      profile.region,
      profile.postalCode,
      profile.birthDate,
      profile.memo,
      profile.id,
      profile.creationSource,
      profile.firstVisit,
      profile.lastVisit,
      String(profile.visits),
      squareMoney(profile.spentMinor),
      profile.wantsEmail,
      profile.isInstant ? 'Yes' : 'No',
      'No',
    ],
  };
}

type Receipt = {
  transactionId: string;
  paymentId: string;
  store: Store;
  device: string;
  employee: string;
  profile: SquareProfile | null;
  at: number;
  isRefund: boolean;
};

type Amounts = { quantity: number; discountMinor: number; taxMinor: number };

function itemRow(
  receipt: Receipt,
  position: number,
  line: SaleLine,
  { quantity, discountMinor, taxMinor }: Amounts,
): Row {
  const { day, time } = easternClock(receipt.at);
  const sign = receipt.isRefund ? -1 : 1;
  const gross = line.variant.priceMinor * quantity;
  const { profile } = receipt;
  return {
    order: `${String(receipt.at).padStart(14, '0')}${receipt.paymentId}${position}`,
    cells: [
      day,
      time,
      squareZone,
      line.keyedIn ? 'Uncategorized' : line.product.type,
      line.keyedIn ? 'Custom Amount' : line.product.title,
      String(sign * quantity),
      line.keyedIn || line.variant.title === 'Default Title' ? 'Regular' : line.variant.title,
      line.keyedIn ? '' : line.variant.sku,
      '',
      squareMoney(sign * gross),
      squareMoney(-sign * discountMinor),
      squareMoney(sign * (gross - discountMinor)),
      squareMoney(sign * taxMinor),
      receipt.transactionId,
      receipt.paymentId,
      receipt.device,
      '',
      '',
      receipt.isRefund ? 'Refund' : 'Payment',
      receipt.store.name,
      '',
      profile?.id ?? '',
      profile ? `${profile.first} ${profile.last}`.trim() : '',
      profile?.referenceId ?? '',
      '',
      String(sign * quantity),
      itemization(line),
      '',
      receipt.employee,
    ],
  };
}

/** Of a line given back in part, the discount is what remains between gross and the amount returned. */
function refundRow(receipt: Receipt, back: ReturnedLine, line: SaleLine): Row {
  const gross = line.variant.priceMinor * back.quantity;
  return itemRow(receipt, back.position, line, {
    quantity: back.quantity,
    discountMinor: gross - back.subtotalMinor,
    taxMinor: back.taxMinor,
  });
}

function itemization(line: SaleLine): string {
  if (line.keyedIn) return 'Custom Amount';
  return line.product.isGiftCard ? 'Gift Card' : 'Physical Good';
}

function tillEvent(receipt: Receipt, amountMinor: number): TillEvent {
  return { day: easternClock(receipt.at).day, store: receipt.store.name, isRefund: receipt.isRefund, amountMinor };
}
