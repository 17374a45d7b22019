import { booleanType } from './boolean.ts';
import { dateType } from './date.ts';
import { dayType } from './day.ts';
import { listType } from './list.ts';
import { numberType } from './number.ts';
import { pointType } from './point.ts';
import { textType } from './text.ts';
import type { TypeDefinition, ValueType } from './value-type.ts';

const valueTypes = {
  text: textType,
  enum: textType,
  id: textType,
  integer: numberType,
  money: numberType,
  quantity: numberType,
  decimal: numberType,
  number_text: numberType,
  ratio: numberType,
  date: dateType,
  day: dayType,
  boolean: booleanType,
  point: pointType,
  list: listType,
} satisfies { [Kind in ValueType['kind']]: TypeDefinition<Extract<ValueType, { kind: Kind }>> };

/** All answers about a value type. The definition found by a type's kind takes exactly that type. */
export function typeDefinition(type: ValueType): TypeDefinition {
  return valueTypes[type.kind] as unknown as TypeDefinition;
}
