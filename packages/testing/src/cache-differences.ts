import { type EngineContext, everythingOf } from '@syncline/engine';
import { sumOf, workspacePrefix } from '@syncline/state-cache';
import { listWorkspaces } from '@syncline/store';

export interface CacheComparison {
  readonly keys: number;
  /** A sentence for each key that is not as Postgres has it. */
  readonly differences: readonly string[];
}

/** Compares every key and every value of the state cache, as they are read from it, with what Postgres comes to. */
export async function compareCacheWithPostgres(ctx: EngineContext): Promise<CacheComparison> {
  const { stateCache: cache } = ctx;
  const listed = new Set<string>();
  for await (const page of cache.list()) for (const { key } of page) listed.add(key);
  const values = await cache.get([...listed]);
  const differences: string[] = [];
  let keys = 0;
  for (const { id, name } of await listWorkspaces(ctx.store)) {
    for await (const pieces of everythingOf(ctx, { id, prefix: workspacePrefix(name) })) {
      for (const { key, content } of pieces) {
        keys += 1;
        const text = values.get(key);
        listed.delete(key);
        if (text === undefined) differences.push(`${key} is missing`);
        else differences.push(...differencesOf(key, text, content));
      }
    }
  }
  for (const key of listed) differences.push(`${key} should not be there`);
  return { keys, differences };
}

function differencesOf(key: string, text: string, content: Readonly<Record<string, unknown>>): string[] {
  const { metadata, ...cached } = JSON.parse(text) as Record<string, unknown> & { metadata: { sha256: string } };
  if (sumOf(cached) !== metadata.sha256) return [`${key} is not what its sum says`];
  const expected = JSON.stringify(JSON.parse(JSON.stringify(content)));
  return JSON.stringify(cached) === expected ? [] : [`${key} is ${text.slice(0, 300)}, not ${expected.slice(0, 300)}`];
}
