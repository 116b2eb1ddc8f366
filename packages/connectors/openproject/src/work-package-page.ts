import { closedStatusIds } from './catalogue.ts';
import type { OpenProjectClient } from './client.ts';
import { elementsOf } from './collection.ts';
import { asItem, type Item, idOf } from './item.ts';
import { endsOf, readRelations } from './relations.ts';

/**
 * A page of work packages as it is kept: the answer as it came, and beside it what the answer does not show, the
 * relations of those on it and which statuses mean closed. `relations` is absent where they were not asked for.
 */
interface KeptPage {
  readonly workPackages: unknown;
  readonly relations?: readonly unknown[];
  readonly closedStatuses: readonly string[];
  /** The instance's address, for people. */
  readonly site: string;
}

/** A collection of work packages, or a single one, with what belongs to it. */
export async function keepPage(
  client: OpenProjectClient,
  answer: { readonly raw: Uint8Array; readonly data: unknown },
  signal: AbortSignal,
): Promise<Uint8Array> {
  const ids = membersOf(answer.data).flatMap((value) => idOf(value) ?? []);
  const relations = await readRelations(client, ids, signal);
  return join(answer.raw, { relations, closedStatuses: await closedStatusIds(client, signal), site: client.site });
}

/** The answer of a write, whose relations nobody has looked at. */
export async function keepWritten(client: OpenProjectClient, raw: Uint8Array, signal: AbortSignal) {
  return join(raw, { closedStatuses: await closedStatusIds(client, signal), site: client.site });
}

function join(raw: Uint8Array, beside: Omit<KeptPage, 'workPackages'>): Uint8Array {
  return Buffer.concat([Buffer.from('{"workPackages":'), raw, Buffer.from(`,${JSON.stringify(beside).slice(1)}`)]);
}

/** The items of a kept page: each work package itself, with the relations that involve it under `relations`. */
export function parseWorkPackages(raw: Uint8Array): readonly unknown[] {
  const { workPackages, relations, closedStatuses, site } = JSON.parse(decoder.decode(raw)) as KeptPage;
  const byEnd = relations === undefined ? null : relationsByEnd(relations);
  return membersOf(workPackages).map((value) => {
    const item = asItem(value);
    if (!item) return value;
    return {
      ...item,
      ...(byEnd && { relations: byEnd.get(idOf(item) ?? '') ?? [] }),
      closedStatuses,
      site,
    };
  });
}

function relationsByEnd(relations: readonly unknown[]): Map<string, unknown[]> {
  const byEnd = new Map<string, unknown[]>();
  for (const relation of relations) {
    const ends = endsOf(asItem(relation));
    if (!ends) continue;
    for (const id of new Set([ends.from, ends.to])) byEnd.set(id, [...(byEnd.get(id) ?? []), relation]);
  }
  return byEnd;
}

/** Of a collection its elements; a single work package is one. */
function membersOf(data: unknown): readonly unknown[] {
  const item: Item | null = asItem(data);
  return item?.['_type'] === 'WorkPackage' ? [item] : elementsOf(item);
}

const decoder = new TextDecoder();
