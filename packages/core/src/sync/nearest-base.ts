import type { Json } from '../json.ts';
import { type FieldType, isSetType } from './field-type.ts';

/**
 * What the remote's value was made from, of what was agreed on and what we have sent since: a person may have edited a set
 * or a text after our write had landed, and before we could see it do so (rule 3.1). The nearest it is, and with equal
 * distances what was agreed on.
 */
export function nearestBase(
  type: FieldType,
  agreed: Json | undefined,
  sent: readonly Json[],
  theirs: Json,
): Json | undefined {
  const isMergeable = isSetType(type) || type === 'rich_text';
  if (!isMergeable || agreed === undefined || sent.length === 0) return agreed;
  let nearest = agreed;
  for (const value of sent) if (distance(value, theirs) < distance(nearest, theirs)) nearest = value;
  return nearest;
}

/** How many members, or lines, are in one and not in the other. */
function distance(a: Json, b: Json): number {
  const counts = new Map<string, number>();
  for (const part of partsOf(a)) counts.set(part, (counts.get(part) ?? 0) + 1);
  for (const part of partsOf(b)) counts.set(part, (counts.get(part) ?? 0) - 1);
  return [...counts.values()].reduce((sum, count) => sum + Math.abs(count), 0);
}

function partsOf(value: Json): readonly string[] {
  if (typeof value === 'string') return value.split('\n');
  return Array.isArray(value) ? value.map(String) : [];
}
