import type { BlockingKey, Commonness, CommonTrait, Score } from '@syncline/identity';

export interface FoundPair {
  readonly a: string;
  readonly b: string;
  readonly verdict: 'link' | 'propose';
}

export interface Finder<Read> {
  readonly idOf: (read: Read) => string;
  readonly keysOf: (read: Read) => readonly BlockingKey[];
  readonly scoreOf: (a: Read, b: Read) => Score;
}

/** All pairs that share a blocking key few enough hold, each scored once; what is apart is left out. */
export function findPairs<Read>(
  records: readonly Read[],
  { idOf, keysOf, scoreOf }: Finder<Read>,
): { readonly compared: number; readonly found: FoundPair[] } {
  const holders = new Map<string, number[]>();
  const most = new Map<string, number>();
  records.forEach((read, index) => {
    for (const { key, most: limit } of keysOf(read)) {
      most.set(key, limit);
      const list = holders.get(key);
      if (list) list.push(index);
      else holders.set(key, [index]);
    }
  });
  const compared = new Set<number>();
  const found: FoundPair[] = [];
  for (const [key, list] of holders) {
    if (list.length > most.get(key)!) continue;
    for (const [n, i] of list.entries())
      for (const j of list.slice(n + 1)) {
        const pair = i * records.length + j;
        if (compared.has(pair)) continue;
        compared.add(pair);
        const { verdict } = scoreOf(records[i]!, records[j]!);
        if (verdict !== 'apart') found.push({ a: idOf(records[i]!), b: idOf(records[j]!), verdict });
      }
  }
  return { compared: compared.size, found };
}

/** Counts how many records hold each value. */
export function countCommonness<Read>(
  records: readonly Read[],
  valuesOf: (read: Read) => Partial<Record<CommonTrait, readonly string[]>>,
): Commonness {
  const counts = new Map<string, number>();
  for (const read of records)
    for (const [trait, values] of Object.entries(valuesOf(read)))
      for (const value of new Set(values)) counts.set(`${trait} ${value}`, (counts.get(`${trait} ${value}`) ?? 0) + 1);
  const total = records.length;
  return { total, share: (trait, value) => (counts.get(`${trait} ${value}`) ?? 1) / total };
}
