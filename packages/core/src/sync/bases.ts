import type { Json } from '../json.ts';
import { type FieldType, isSetType } from './field-type.ts';

/**
 * What the remote's value may have been made from: what was agreed on, or what we have sent since. A person may have edited
 * a set or a text after our write had landed, and before we could see it do so (rule 3.1). The nearest comes first, and at
 * equal distances what was agreed on.
 */
export function basesOf(type: FieldType, agreed: Json, sent: readonly Json[], theirs: Json): readonly Json[] {
  const isMergeable = isSetType(type) || type === 'rich_text';
  if (!isMergeable || sent.length === 0) return [agreed];
  const distances = new Map([agreed, ...sent].map((base) => [base, distance(base, theirs)]));
  return [...distances].sort(([, a], [, b]) => a - b).map(([base]) => base);
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
