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
import { type InterestSource, readSource } from './read-source.ts';

const SOURCES_A_READ = 50;
/** An item is held against so many at a time: between them the process does other things. */
const SOURCES_AN_ITEM_A_READ = 200;

interface Rated {
  readonly itemId: string;
  readonly score: number;
  /** Null: it stands as it is kept. */
  readonly fit: Fit | null;
}

/** Holds interests and what was said against all items that share a key with them; `gone` fit nothing any more. */
export async function matchWhole(
  tx: Sql,
  workspaceId: number,
  sources: readonly InterestSource[],
  whoOf: ReadonlyMap<string, readonly string[]>,
  gone: readonly string[] = [],
): Promise<void> {
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
    const pairs = await findItems(
      tx,
      workspaceId,
      some.filter(({ id }) => (whoOf.get(id) ?? []).length > 0),
    );
    const items = await readItems(tx, workspaceId, pairs);
    const found = Map.groupBy(pairs, ({ sourceId }) => sourceId);
    const outcomes = some.map((source) => {
      const rated = (found.get(source.id) ?? []).flatMap(({ itemId }) => rate(source, itemId, items.get(itemId)));
      return outcomeOf(source, whoOf.get(source.id) ?? [], bestOf(rated), kept.get(source.id) ?? []);
    });
    await save(tx, workspaceId, outcomes);
  }
}

/** Holds items that have changed against those that share a key with them. */
export async function matchItems(
  tx: Sql,
  workspaceId: number,
  items: ReadonlyMap<string, Item | null>,
  pairs: readonly InterestPair[],
  now: Date,
): Promise<void> {
  const found = Map.groupBy(pairs, ({ sourceId }) => sourceId);
  const ids = [...found.keys()];
  for (let from = 0; from < ids.length; from += SOURCES_AN_ITEM_A_READ)
    await matchFound(tx, workspaceId, items, found, ids.slice(from, from + SOURCES_AN_ITEM_A_READ), now);
}

async function matchFound(
  tx: Sql,
  workspaceId: number,
  items: ReadonlyMap<string, Item | null>,
  found: ReadonlyMap<string, readonly InterestPair[]>,
  ids: readonly string[],
  now: Date,
): Promise<void> {
  const kept = Map.groupBy(await readInterestMatches(tx, workspaceId, ids), ({ sourceId }) => sourceId);
  const whoOf = await readKeptWho(tx, workspaceId, ids);
  const crowded: InterestSource[] = [];
  const outcomes: Outcome[] = [];
  for (const entity of await readMatchables(tx, workspaceId, ids, LONGEST_TEXT)) {
    const source = readSource(entity, now);
    if (source === null) continue;
    const standing = kept.get(source.id) ?? [];
    const rated = new Map<string, Rated>(standing.map(({ itemId, score }) => [itemId, { itemId, score, fit: null }]));
    const wasFull = rated.size >= MOST_MATCHES;
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
  await save(tx, workspaceId, outcomes);
  await matchWhole(tx, workspaceId, crowded, whoOf);
}

async function readItems(
  tx: Sql,
  workspaceId: number,
  pairs: readonly InterestPair[],
): Promise<ReadonlyMap<string, Item | null>> {
  const entities = await readMatchables(
    tx,
    workspaceId,
    pairs.map(({ itemId }) => itemId),
    0,
  );
  return new Map(entities.map(({ id, fields, isDeleted }) => [id, isDeleted ? null : readItem(fields)]));
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

function save(tx: Sql, workspaceId: number, outcomes: readonly Outcome[]): Promise<void> {
  return saveInterestMatches(
    tx,
    workspaceId,
    outcomes.flatMap(({ gone }) => gone),
    outcomes.flatMap(({ put }) => put),
  );
}
