import type { MergeRow } from '@syncline/store';

/** A merge as it is answered: without what takes it apart. */
export function mergeView({
  moved,
  survivorBefore: _s,
  loserBefore: _l,
  workspaceId: _w,
  version: _v,
  ...merge
}: MergeRow) {
  const records = moved.mappings.map(({ connectionId, stream, externalId, state }) => ({
    connectionId,
    stream,
    externalId,
    state,
  }));
  return { ...merge, records };
}
