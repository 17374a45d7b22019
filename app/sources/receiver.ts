import { isSameName, type NameParts, wordsOfName } from '#app/normalise/same-name.ts';
import type { OrderReceiver } from '#app/records/order-receiver.ts';

/**
 * The receiver of an order, if the source names somebody else than those who pay. Nothing is kept of whoever only had his own goods
 * sent to him, nor of an address without a name; and where no payer is named the receiver stands for him.
 */
export function receiverBeside(receiver: OrderReceiver, payers: readonly NameParts[]): OrderReceiver | undefined {
  const named = payers.filter((payer) => wordsOfName(payer).length > 0);
  if (named.length === 0 || wordsOfName(receiver).length === 0) return undefined;
  return named.some((payer) => isSameName(payer, receiver)) ? undefined : receiver;
}
