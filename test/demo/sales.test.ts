import { describe, expect, test } from 'vitest';
import { datasetOf, generateRetailer } from './generate-retailer.ts';

const retailer = generateRetailer({ people: 1200, seed: 11, now: new Date('2026-11-24T00:00:00Z') });
const parts = [...retailer.parts()];
const { orders } = datasetOf(retailer);

describe('orders on Shopify', () => {
  test('sum to the cent: lines − discount + tax + shipping = total', () => {
    const wrong = orders.filter((order) => {
      const lines = sum(order.lineItems, (line) => cents(line.price) * line.quantity);
      const discounts = sum(order.lineItems, (line) => cents(line.totalDiscount));
      const subtotal = lines - discounts;
      return (
        discounts !== cents(order.totalDiscounts) ||
        subtotal !== cents(order.subtotal) ||
        subtotal + cents(order.totalTax) + cents(order.totalShipping) !== cents(order.total)
      );
    });
    expect(wrong).toEqual([]);
    expect(orders.length).toBeGreaterThan(1500);
  });

  test('give back what the refund lines say, never more than was paid, and take it off the quantities', () => {
    const refunded = orders.filter((order) => order.refunds.length > 0);
    expect(refunded.length).toBeGreaterThan(50);
    for (const order of refunded) {
      const amount = sum(order.refunds, (refund) => cents(refund.amount));
      const lines = order.refunds.flatMap((refund) => refund.lines);
      const ofLines = sum(lines, (line) => cents(line.subtotal) + cents(line.totalTax));
      expect(amount).toBeLessThanOrEqual(cents(order.total));
      expect(amount).toBe(order.cancelledAt === null ? ofLines : cents(order.total));
      expect(order.financialStatus).toBe(amount === cents(order.total) ? 'REFUNDED' : 'PARTIALLY_REFUNDED');
      expect(sum(order.lineItems, (line) => line.quantity - line.currentQuantity)).toBe(
        sum(lines, (line) => line.quantity),
      );
    }
  });

  test('are void without refund when the payment failed, and some are tests', () => {
    const voided = orders.filter((order) => order.financialStatus === 'VOIDED');
    expect(voided.length).toBeGreaterThan(0);
    expect(voided.every((order) => order.cancelledAt !== null && order.refunds.length === 0)).toBe(true);
    expect(orders.filter((order) => order.test).every((order) => order.email === 'qa@wintergull.example')).toBe(true);
  });

  test('send presents to another name and home than the payer’s', () => {
    const presents = orders.filter(
      (order) => order.shippingAddress && order.shippingAddress.address1 !== order.billingAddress?.address1,
    );
    expect(presents.length / orders.length).toBeGreaterThan(0.04);
  });
});

describe('receipts on Square', () => {
  const rows = parts.flatMap((part) => part.views.squareItems.map((row) => row.cells));

  test('have gross + discount = net on every line, negative on refunds', () => {
    const wrong = rows.filter((cells) => {
      const [gross = 0, discount = 0, net = 0] = cells.slice(9, 12).map(cents);
      const sign = cells[18] === 'Refund' ? -1 : 1;
      return gross + discount !== net || net * sign < 0 || Number(cells[5]) * sign <= 0;
    });
    expect(wrong).toEqual([]);
  });

  test('refund under the number of a payment and at most what it came to', () => {
    const paid = new Map<string, number>();
    for (const cells of rows) {
      const number = cells[13] as string;
      paid.set(number, (paid.get(number) ?? 0) + cents(cells[11]) + cents(cells[12]));
    }
    const refunds = rows.filter((cells) => cells[18] === 'Refund');
    expect(refunds.length).toBeGreaterThan(30);
    expect(refunds.filter((cells) => (paid.get(cells[13] as string) ?? -1) < 0)).toEqual([]);
  });

  test('add up to the tills’ daily totals', () => {
    const items = new Map<string, number>();
    for (const cells of rows) {
      const key = `${cells[0]} ${cells[19]}`;
      items.set(key, (items.get(key) ?? 0) + cents(cells[11]) + cents(cells[12]));
    }
    const tills = new Map<string, number>();
    for (const { day, store, isRefund, amountMinor } of parts.flatMap((part) => part.views.tillEvents)) {
      const key = `${day} ${store}`;
      tills.set(key, (tills.get(key) ?? 0) + (isRefund ? -amountMinor : amountMinor));
    }
    expect(Object.fromEntries(tills)).toEqual(Object.fromEntries(items));
  });
});

/** '12.30', '$1,234.00' or '-$12.00' in cents. */
function cents(money: string | undefined): number {
  return Math.round(Number((money ?? '').replace(/[$,]/gu, '')) * 100);
}

function sum<T>(list: readonly T[], of: (item: T) => number): number {
  return list.reduce((total, item) => total + of(item), 0);
}
