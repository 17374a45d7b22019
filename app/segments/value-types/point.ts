import { describePlain } from './describe-condition.ts';
import type { OperatorName, TypeDefinition } from './value-type.ts';

const operators: readonly OperatorName[] = ['='];

/** A place on the map. It only serves as the centre of a distance and is never compared by itself. */
export const pointType: TypeDefinition<{ kind: 'point' }> = {
  operators: () => operators,
  writes: () => 'latitude and longitude, such as (52.52, 13.405)',
  accepts: (_type, value) =>
    value.kind === 'point' && Math.abs(Number(value.latitude)) <= 90 && Math.abs(Number(value.longitude)) <= 180,
  holds: () => false,
  compile: () => {
    throw new Error('a point is not compared by itself');
  },
  describe: (_type, condition) => describePlain(condition),
  show: () => '',
};
