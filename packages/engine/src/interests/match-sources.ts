import { bestOf, type Fit, type Item, LONGEST_TEXT, MOST_MATCHES, readItem } from '@syncline/interests';
import {
  type ExplainedMatch,
  findItems,
  type InterestMatch,
  type InterestPair,
  readInterestMatches,
  readKeptWho,
  readMatchables,
  type Sql,
  saveInterestMatches,
} from '@syncline/store';
import type { Breathe } from '../events/follow-changes.ts';
import { type InterestSource, readSource } from './read-source.ts';

const SOURCES_A_READ = 50;
/** What a text seeks is some thousand keys to be made and hashed. */
const SOURCES_A_LOOK = 5;
const ITEMS_A_READ = 500;
/** So many comparisons, of a long text, are some milliseconds. */
export const COMPARED_A_STRETCH = 200;
/** An item is held against so many at a time: between them the process does other things. */
const SOURCES_AN_ITEM_A_READ = 200;

/** Of explanations in one statement. */
const SAVED_AT_ONCE = 5_000;

/** Where one step of following is done. */
export interface Step {
  readonly tx: Sql;
  readonly workspaceId: number;
  readonly breathe: Breathe;
}

interface Rated {
  readonly itemId: string;
  readonly score: number;
  /** Null: it stands as it is kept. */
  readonly fit: Fit | null;
}

/** Holds interests and what was said against all items that share a key with them; `gone` fit nothing any more. */
export async function matchWhole(
  step: Step,
  sources: readonly InterestSource[],
  whoOf: ReadonlyMap<string, readonly string[]>,
  gone: readonly string[] = [],
): Promise<void> {
  const { tx, workspaceId } = step;
  await saveInterestMatches(tx, workspaceId, await readInterestMatches(tx, workspaceId, gone), []);
  for (let from = 0; from < sources.length; from += SOURCES_A_READ) {
    const some = sources.slice(from, from + SOURCES_A_READ);
    const kept = Map.groupBy(
      await readInterestMatches(
        tx,
        workspaceId,
        some.map(({ id }) => id),
      ),
      ({ sourceId }) => sourceId,
    );
    const found = await findAll(
      step,
      some.filter(({ id }) => (whoOf.get(id) ?? []).length > 0),
    );
    const items = await readItems(step, new Set([...found.values()].flat()));
    const outcomes: Outcome[] = [];
    for (const source of some) {
      const rated = await rateAll(step, source, found.get(source.id) ?? [], items);
      outcomes.push(outcomeOf(source, whoOf.get(source.id) ?? [], bestOf(rated), kept.get(source.id) ?? []));
    }
    await save(step, outcomes);
  }
}

/** By source, the items that share a key with it. */
async function findAll(
  { tx, workspaceId, breathe }: Step,
  sources: readonly InterestSource[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  for (let from = 0; from < sources.length; from += SOURCES_A_LOOK) {
    await breathe();
    const some = sources.slice(from, from + SOURCES_A_LOOK);
    for (const { id } of some) found.set(id, []);
    for (const { sourceId, itemId } of await findItems(tx, workspaceId, some)) found.get(sourceId)!.push(itemId);
  }
  return found;
}

async function rateAll(
  { breathe }: Step,
  source: InterestSource,
  itemIds: readonly string[],
  items: ReadonlyMap<string, Item | null>,
): Promise<Rated[]> {
  const rated: Rated[] = [];
  for (const [n, itemId] of itemIds.entries()) {
    if (n % COMPARED_A_STRETCH === 0) await breathe();
    rated.push(...rate(source, itemId, items.get(itemId)));
  }
  return rated;
}

/** Holds items that have changed against those that share a key with them. */
export async function matchItems(
  step: Step,
  items: ReadonlyMap<string, Item | null>,
  pairs: readonly InterestPair[],
  now: Date,
): Promise<void> {
  const found = Map.groupBy(pairs, ({ sourceId }) => sourceId);
  const ids = [...found.keys()];
  for (let from = 0; from < ids.length; from += SOURCES_AN_ITEM_A_READ)
    await matchFound(step, items, found, ids.slice(from, from + SOURCES_AN_ITEM_A_READ), now);
}

async function matchFound(
  step: Step,
  items: ReadonlyMap<string, Item | null>,
  found: ReadonlyMap<string, readonly InterestPair[]>,
  ids: readonly string[],
  now: Date,
): Promise<void> {
  const { tx, workspaceId } = step;
  // What a source refuses takes the place of nothing: of it, what has not changed stands unread.
  const read = await readInterestMatches(tx, workspaceId, ids, [...items.keys()]);
  const kept = Map.groupBy(read, ({ sourceId }) => sourceId);
  const whoOf = await readKeptWho(tx, workspaceId, ids);
  const crowded: InterestSource[] = [];
  const outcomes: Outcome[] = [];
  for (const entity of await readMatchables(tx, workspaceId, ids, LONGEST_TEXT)) {
    await step.breathe();
    const source = readSource(entity, now);
    if (source === null) continue;
    const standing = kept.get(source.id) ?? [];
    const rated = new Map<string, Rated>(standing.map(({ itemId, score }) => [itemId, { itemId, score, fit: null }]));
    const wasFull = [...rated.values()].filter(({ score }) => score > 0).length >= MOST_MATCHES;
    let hasLost = false;
    for (const { itemId } of found.get(source.id) ?? []) {
      const before = rated.get(itemId);
      const [after] = rate(source, itemId, items.get(itemId));
      if (before !== undefined && (after?.score ?? 0) < before.score) hasLost = true;
      if (after) rated.set(itemId, after);
      else rated.delete(itemId);
    }
    // Who had as many as are kept may have had more: one that was left out moves up.
    if (wasFull && hasLost) crowded.push(source);
    else outcomes.push(outcomeOf(source, whoOf.get(source.id) ?? [], bestOf(rated.values()), standing));
  }
  await save(step, outcomes);
  await matchWhole(step, crowded, whoOf);
}

async function readItems(
  { tx, workspaceId, breathe }: Step,
  itemIds: ReadonlySet<string>,
): Promise<ReadonlyMap<string, Item | null>> {
  const items = new Map<string, Item | null>();
  const ids = [...itemIds];
  for (let from = 0; from < ids.length; from += ITEMS_A_READ) {
    await breathe();
    for (const { id, fields, isDeleted } of await readMatchables(
      tx,
      workspaceId,
      ids.slice(from, from + ITEMS_A_READ),
      0,
    ))
      items.set(id, isDeleted ? null : readItem(fields));
  }
  return items;
}

function rate(source: InterestSource, itemId: string, item: Item | null | undefined): Rated[] {
  const fit = item ? source.fitOf(item) : null;
  return fit === null ? [] : [{ itemId, score: fit.score, fit }];
}

interface Outcome {
  readonly gone: readonly InterestMatch[];
  readonly put: readonly ExplainedMatch[];
}

function outcomeOf(
  source: InterestSource,
  who: readonly string[],
  best: readonly Rated[],
  kept: readonly InterestMatch[],
): Outcome {
  const items = new Set(best.map(({ itemId }) => itemId));
  return {
    gone: kept.filter(({ itemId, whoId }) => !items.has(itemId) || !who.includes(whoId)),
    put: best.flatMap(({ itemId, score, fit }) =>
      fit === null
        ? []
        : who.map((whoId) => ({ sourceId: source.id, itemId, whoId, score, explanation: source.explain(fit) })),
    ),
  };
}

async function save({ tx, workspaceId, breathe }: Step, outcomes: readonly Outcome[]): Promise<void> {
  const put = outcomes.flatMap((outcome) => outcome.put);
  await saveInterestMatches(
    tx,
    workspaceId,
    outcomes.flatMap(({ gone }) => gone),
    put.slice(0, SAVED_AT_ONCE),
  );
  for (let from = SAVED_AT_ONCE; from < put.length; from += SAVED_AT_ONCE) {
    await breathe();
    await saveInterestMatches(tx, workspaceId, [], put.slice(from, from + SAVED_AT_ONCE));
  }
}
