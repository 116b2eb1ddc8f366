import { decideMatch, type MatchCandidate, rivalKey } from '../decide-match.ts';
import type { MatchValue } from '../match-value.ts';

export interface WorldRecord {
  /** `stream/number`. */
  readonly name: string;
  readonly stream: string;
  readonly values: readonly MatchValue[];
}

/**
 * What the engine does with records that arrive one after the other: an entity is a set of records, who is uncertain
 * waits and is looked at again whenever one that shares a value with it arrives or is linked.
 */
export class MatchWorld {
  readonly entities: WorldRecord[][] = [];
  readonly waiting = new Map<string, { readonly record: WorldRecord; readonly pairs: readonly string[] }>();

  arrive(record: WorldRecord): void {
    if (this.entities.some((entity) => entity.includes(record))) return;
    const before = JSON.stringify([this.linksOf(record), this.waiting.get(record.name)?.pairs]);
    this.decide(record);
    if (JSON.stringify([this.linksOf(record), this.waiting.get(record.name)?.pairs]) === before) return;
    for (const other of [...this.waiting.values()])
      if (other.record !== record && this.near(record).some((each) => sharesValue(each, other.record)))
        this.arrive(other.record);
  }

  /** Pairs of records that are one, and records that somebody is asked about with whom they may be. */
  summary(): { readonly links: readonly string[]; readonly asked: readonly string[] } {
    const links = this.entities.filter(({ length }) => length > 1).map((entity) => namesOf(entity));
    const asked = [...this.waiting.values()].map(({ record, pairs }) => `${record.name} ? ${pairs.join(' | ')}`);
    return { links: links.sort(), asked: asked.sort() };
  }

  /** Names of all that a question is about. */
  inQuestion(): ReadonlySet<string> {
    const named = [...this.waiting.values()].flatMap(({ record, pairs }) => [
      record.name,
      ...pairs.join('+').split('+'),
    ]);
    return new Set(named);
  }

  private decide(record: WorldRecord): void {
    this.waiting.delete(record.name);
    const found = this.entities.filter((entity) => entity.some((each) => sharesValue(each, record)));
    const rivals = [...this.waiting.values()].filter((other) => other.record.stream === record.stream);
    const decision = decideMatch({
      values: record.values,
      candidates: found.map((entity): MatchCandidate => {
        const isTaken = entity.some(({ stream }) => stream === record.stream);
        const place = !isTaken ? 'free' : entity.length > 1 ? 'taken' : 'own';
        return { id: namesOf(entity), place, values: entity.flatMap(({ values }) => values) };
      }),
      rivals: new Set(rivals.flatMap((other) => other.record.values.map(rivalKey))),
      refused: new Set(),
    });
    if (decision.outcome === 'same') found.find((entity) => namesOf(entity) === decision.pair.id)!.push(record);
    else if (decision.outcome === 'new') this.entities.push([record]);
    else this.waiting.set(record.name, { record, pairs: decision.pairs.map(({ id }) => id) });
  }

  private near(record: WorldRecord): readonly WorldRecord[] {
    return this.entities.find((entity) => entity.includes(record)) ?? [record];
  }

  private linksOf(record: WorldRecord): string {
    const entity = this.entities.find((each) => each.includes(record));
    return entity ? namesOf(entity) : '';
  }
}

function sharesValue(a: WorldRecord, b: WorldRecord): boolean {
  return a.values.some((each) => b.values.some((other) => rivalKey(other) === rivalKey(each)));
}

function namesOf(entity: readonly WorldRecord[]): string {
  return entity
    .map(({ name }) => name)
    .sort()
    .join('+');
}
