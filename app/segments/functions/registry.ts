import { contactFunctions } from './contacts.ts';
import type { FunctionDefinition } from './function.ts';
import { placeFunctions } from './places.ts';
import { purchaseFunctions } from './purchases.ts';
import { shopifyEventFunctions } from './shopify-events.ts';
import { storeCreditFunctions } from './store-credit.ts';

/** All functions by the name a rule uses. */
export const functions: Readonly<Record<string, FunctionDefinition>> = {
  ...purchaseFunctions,
  ...contactFunctions,
  ...shopifyEventFunctions,
  ...placeFunctions,
  ...storeCreditFunctions,
};

export function findFunction(name: string): FunctionDefinition | null {
  return Object.hasOwn(functions, name) ? (functions[name] ?? null) : null;
}
