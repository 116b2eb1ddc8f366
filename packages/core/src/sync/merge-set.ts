import type { Json } from '../json.ts';

/**
 * Three-way merge of sets (rule 3.4): what either side added is in, what either side removed is out.
 * Values that are no arrays count as empty sets; the result is sorted.
 */
export function mergeSets(base: Json | undefined, ours: Json | undefined, theirs: Json | undefined): readonly string[] {
  const before = membersOf(base);
  const left = membersOf(ours);
  const right = membersOf(theirs);
  const merged = new Set<string>();
  for (const member of [...left, ...right])
    if ((left.has(member) && right.has(member)) || !before.has(member)) merged.add(member);
  return [...merged].sort();
}

function membersOf(value: Json | undefined): ReadonlySet<string> {
  return new Set(Array.isArray(value) ? value.map(String) : []);
}
