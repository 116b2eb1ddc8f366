import type { StateCache } from './state-cache.ts';

/** Takes nothing and holds nothing. */
export function createNoCache(): StateCache {
  return {
    kind: 'none',
    identity: 'none',
    limits: { keyBytes: 0, valueBytes: 0, pairs: 1, writeEveryMs: 0, lagMs: 0 },
    put: async () => ({ refused: [] }),
    remove: async () => ({ refused: [] }),
    get: async () => new Map(),
    list: async function* () {},
    close: async () => {},
  };
}
