import { diff3Merge } from 'node-diff3';

/** Texts with more lines than this are merged as a whole: the comparison grows with their product. */
const MAX_LINES = 5_000;

/** Three-way merge of long text by lines; null where both sides changed the same lines (rule 3.4). */
export function mergeText(base: string, ours: string, theirs: string): string | null {
  if (ours === theirs) return ours;
  const [o, a, b] = [base, ours, theirs].map((text) => text.split('\n')) as [string[], string[], string[]];
  if (Math.max(o.length, a.length, b.length) > MAX_LINES) return null;
  const merged: string[] = [];
  for (const region of diff3Merge(a, o, b, { excludeFalseConflicts: true })) {
    if (!region.ok) return null;
    merged.push(...region.ok);
  }
  return merged.join('\n');
}
