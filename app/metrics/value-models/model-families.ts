import type { ValueModelKind } from '../value-model-types.ts';
import { bgNbd } from './bg-nbd.ts';
import { mbgNbd } from './mbg-nbd.ts';
import type { ModelFamily } from './model-family.ts';
import { nbd } from './nbd.ts';
import { paretoNbd } from './pareto-nbd.ts';

/** Every model by name. A new one is a file and a line here. */
export const modelFamilies = {
  bg_nbd: bgNbd,
  mbg_nbd: mbgNbd,
  pareto_nbd: paretoNbd,
  nbd,
} satisfies Record<ValueModelKind, ModelFamily>;
