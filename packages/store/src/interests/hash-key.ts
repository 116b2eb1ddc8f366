import { createHash } from 'node:crypto';

/** Keys as they are kept; an array for Postgres. Nobody finds anything of another workspace. */
export function hashKeys(workspaceId: number, keys: readonly string[]): string {
  const hashes = new Set(keys.map((key) => hashKey(workspaceId, key)));
  return `{${[...hashes].sort().join(',')}}`;
}

function hashKey(workspaceId: number, key: string): string {
  return createHash('sha1').update(`${workspaceId} ${key}`).digest().readBigInt64BE(0).toString();
}
