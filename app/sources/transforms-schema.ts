import { z } from 'zod';
import type { Transform } from './transforms.ts';

const text = z.string().max(500);

const condition = z.object({
  column: text.optional(),
  test: z.enum(['is', 'is_not', 'contains', 'starts_with', 'ends_with', 'empty', 'filled']),
  value: text.optional(),
});

/** Steps as a browser sends them. Bounded in number and depth, so that no chain can stall an import. */
const plain = [
  z.object({ kind: z.literal('trim') }),
  z.object({ kind: z.literal('case'), to: z.enum(['lower', 'upper', 'title']) }),
  z.object({ kind: z.literal('split'), separator: z.string().min(1).max(20), part: z.number().int().min(-50).max(50) }),
  z.object({ kind: z.literal('join'), columns: z.array(text).max(20), separator: z.string().max(20) }),
  z.object({ kind: z.literal('replace'), find: text, with: text }),
  z.object({ kind: z.literal('lookup'), table: z.record(text, text), otherwise: z.enum(['keep', 'empty']) }),
  z.object({ kind: z.literal('units'), factor: z.number().min(-1e9).max(1e9) }),
  z.object({ kind: z.literal('default'), value: text }),
] as const;

const simple = z.discriminatedUnion('kind', plain);
const conditional = z.object({
  kind: z.literal('condition'),
  when: condition,
  apply: z.array(simple).max(10),
  otherwise: z.array(simple).max(10).optional(),
});
const steps = z.array(z.union([simple, conditional])).max(20);

/** Reads a chain of steps; null if it is none. */
export function readTransforms(value: unknown): Transform[] | null {
  const parsed = steps.safeParse(value);
  return parsed.success ? (parsed.data as Transform[]) : null;
}
