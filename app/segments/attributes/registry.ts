import type { Catalogue, DataPart } from '../catalogue.ts';
import { type AttributeDefinition, partsOf } from './attribute.ts';
import { consent } from './consent.ts';
import { customAttribute, isCustomName } from './custom.ts';
import { household } from './household.ts';
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
  ...household,
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

/** The parts of the data that an attribute of this name reads; a field of the merchant's own that has gone was one of records. */
export function partsNamed(name: string, catalogue: Catalogue): DataPart[] {
  const attribute = findAttribute(name, catalogue);
  return attribute ? partsOf(attribute) : ['records'];
}
