import { pageWeight } from './query-cost.ts';

/** Points of what was really answered, by the same rules as the requested cost; never more than `requested`. */
export function actualCost(data: unknown, requested: number, isMutation: boolean): number {
  const spent = Math.ceil((isMutation ? 10 : 0) + childrenCost(data));
  return Math.max(1, Math.min(requested, spent));
}

function childrenCost(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let sum = 0;
  for (const [name, child] of Object.entries(value)) sum += valueCost(name, child);
  return sum;
}

function valueCost(name: string, value: unknown): number {
  if (typeof value !== 'object' || value === null || name === 'pageInfo' || name === 'userErrors') return 0;
  if (!Array.isArray(value)) return 1 + childrenCost(value);
  if (value.length === 0) return 0;
  const objects = value.filter((item) => typeof item === 'object' && item !== null);
  const sample = objects.reduce((sum: number, item) => sum + 1 + childrenCost(item), 0);
  return objects.length === 0 ? 0 : pageWeight(objects.length) * (sample / objects.length);
}
