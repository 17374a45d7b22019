import type { Catalogue } from '../catalogue.ts';
import type { AttributeDefinition } from './attribute.ts';
import { consent } from './consent.ts';
import { customAttribute, isCustomName } from './custom.ts';
import { loyaltyStanding } from './loyalty.ts';
import { orderHistory } from './order-history.ts';
import { person } from './person.ts';
import { records } from './records.ts';
import { scores } from './scores.ts';
import { spending } from './spending.ts';

/** All built-in attributes by the name a rule uses. */
export const attributes: Readonly<Record<string, AttributeDefinition>> = {
  ...spending,
  ...orderHistory,
  ...person,
  ...records,
  ...consent,
  ...loyaltyStanding,
  ...scores,
};

/** A built-in attribute, or a field of the merchant's own that the catalogue knows; null for anything else. */
export function findAttribute(name: string, catalogue: Catalogue): AttributeDefinition | null {
  if (Object.hasOwn(attributes, name)) {
    return attributes[name] ?? null;
  }
  const field = isCustomName(name) ? catalogue.fields.get(name) : undefined;
  return field ? customAttribute(name, field) : null;
}
