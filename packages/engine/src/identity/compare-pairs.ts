import { hash } from 'node:crypto';
import { canonicalJson, type Json } from '@syncline/core';
import {
  type Commonness,
  type CompanyTraits,
  type PersonTraits,
  readCompany,
  readPerson,
  type Score,
  scoreCompanies,
  scorePeople,
} from '@syncline/identity';
import {
  type CandidatePair,
  type ComparedRecord,
  countHolders,
  type FoundDuplicate,
  readCompared,
  type Sql,
} from '@syncline/store';
import type { IdentityKind } from '../configuration/identity-schema.ts';
import type { IdentitySettings } from './identity-settings.ts';
import { countedValue, valuesOfCompany, valuesOfPerson } from './read-traits.ts';

/** Values whose commonness is remembered during a round, at the most. */
const MOST_REMEMBERED = 300_000;

/** Compares pairs; how common values are is asked once a round. */
export interface PairComparer {
  /** Those of the pairs that are likely enough to be one. */
  compare(pairs: readonly CandidatePair[]): Promise<FoundDuplicate[]>;
}

interface Readable {
  readonly kind: IdentityKind;
  readonly values: readonly string[];
  score(other: Readable, commonness: Commonness): Score;
}

interface ReadableOf<Read> extends Readable {
  readonly read: Read;
}

export function createPairComparer(sql: Sql, workspaceId: number, settings: IdentitySettings): PairComparer {
  const counts = new Map<IdentityKind, Map<string, number>>();

  return {
    async compare(pairs) {
      const ids = [...new Set(pairs.flatMap(({ aId, bId }) => [aId, bId]))];
      const records = await readCompared(sql, workspaceId, ids);
      const readable = new Map(records.map((record) => [record.entityId, readableOf(record, settings)]));
      const commonness = new Map<IdentityKind, Commonness>();
      for (const kind of ['account', 'contact'] as const)
        commonness.set(
          kind,
          await commonnessOf(
            kind,
            [...readable.values()].filter((each) => each.kind === kind),
          ),
        );
      return pairs.flatMap((pair): FoundDuplicate[] => {
        const [a, b] = [readable.get(pair.aId), readable.get(pair.bId)];
        if (!a || !b || a.kind !== b.kind) return [];
        const score = a.score(b, commonness.get(a.kind)!);
        return score.verdict === 'apart' ? [] : [{ ...pair, kind: a.kind, verdict: score.verdict, ...told(score) }];
      });
    },
  };

  async function commonnessOf(kind: IdentityKind, records: readonly Readable[]): Promise<Commonness> {
    const known = counts.get(kind) ?? new Map<string, number>();
    if (known.size > MOST_REMEMBERED) known.clear();
    counts.set(kind, known);
    const unknown = new Set(['', ...records.flatMap(({ values }) => values)].filter((value) => !known.has(value)));
    const found = await countHolders(sql, workspaceId, kind, [...unknown]);
    for (const value of unknown) known.set(value, found.get(value) ?? 1);
    const total = Math.max(known.get('')!, 2);
    return { total, share: (trait, value) => Math.max(known.get(countedValue(trait, value)) ?? 1, 1) / total };
  }
}

function readableOf({ kind, traits }: ComparedRecord, settings: IdentitySettings): Readable {
  if (kind === 'account') {
    const read = readCompany(traits as unknown as CompanyTraits);
    return {
      kind,
      read,
      values: valuesOfCompany(read),
      score: (other, commonness) =>
        scoreCompanies(read, (other as ReadableOf<typeof read>).read, commonness, settings.account.thresholds),
    } as ReadableOf<typeof read>;
  }
  const read = readPerson(traits as unknown as PersonTraits);
  return {
    kind: 'contact',
    read,
    values: valuesOfPerson(read),
    score: (other, commonness) =>
      scorePeople(read, (other as ReadableOf<typeof read>).read, commonness, settings.contact.thresholds),
  } as ReadableOf<typeof read>;
}

function told({
  probability,
  evidence,
  heldBack,
}: Score): Pick<FoundDuplicate, 'probability' | 'evidence' | 'heldBack' | 'fingerprint'> {
  const said = evidence.map(({ feature, verdict, because }) => [feature, verdict, withoutHolders(because)]);
  return {
    probability,
    evidence: evidence.map((each) => ({ ...each, bits: Math.round(each.bits * 100) / 100 })),
    heldBack,
    fingerprint: hash('sha256', canonicalJson([said, heldBack] as unknown as Json), 'hex').slice(0, 32),
  };
}

/** How many others have a value changes by itself, and is nothing new of these two. */
function withoutHolders(because: string): string {
  return because.replace(/, which \d+ others have too$/, '');
}
