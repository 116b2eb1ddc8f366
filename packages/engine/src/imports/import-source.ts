import type { ImportRecord } from '@syncline/store';
import type { WorkSource } from '../sync/merge-work.ts';

/** Whose word a field is that an import brought: beside members and `hub`. */
export const BY_IMPORT = 'import';

/** Who changes entities on behalf of an import. */
export function importSource({
  workspaceId,
  id,
  processId,
}: Pick<ImportRecord, 'workspaceId' | 'id' | 'processId'>): WorkSource {
  return {
    workspaceId,
    actor: `import ${id}`,
    connectionId: null,
    stream: null,
    pageId: null,
    processId,
    correlationId: `import-${id}`,
    method: 'manual',
    lane: 'bulk',
    isBackfill: false,
  };
}
