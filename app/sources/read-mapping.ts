import { z } from 'zod';
import { findField } from './fields.ts';
import type { ColumnWins, Mapping } from './mapping.ts';
import { readTransforms } from './transforms-schema.ts';

const WINS: readonly ColumnWins[] = ['newest', 'fill', 'source', 'both', 'never'];

const column = z.object({
  column: z.string().max(500),
  field: z.string().max(100).nullable(),
  confidence: z.number().min(0).max(1),
  reason: z.string().max(1000),
});

const schema = z.looseObject({
  system: z.string().max(100).nullable(),
  subject: z.enum(['customers', 'orders', 'refunds', 'interactions', 'feedback', 'loyalty', 'consents']),
  columns: z.array(z.looseObject(column.shape)).max(2000),
  constants: z.record(z.string(), z.string()),
  conventions: z.looseObject({}),
  older: z.enum(['fill', 'replace']).optional(),
});

/** Reads a mapping that a browser sent; null if it is none. Fields that do not exist are left out. */
export function readMapping(text: unknown): Mapping | null {
  if (typeof text !== 'string' || text.length > 2_000_000) {
    return null;
  }
  const parsed = schema.safeParse(parseJson(text));
  if (!parsed.success) {
    return null;
  }
  const columns = parsed.data.columns.map(({ transforms, wins, ...one }) => ({
    ...one,
    field: one.field !== null && findField(one.field) ? one.field : null,
    transforms: readTransforms(transforms ?? []) ?? [],
    wins: WINS.includes(wins as ColumnWins) ? wins : 'newest',
  }));
  return { ...parsed.data, columns } as unknown as Mapping;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
