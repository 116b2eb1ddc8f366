import type { RecordKey } from '@syncline/connector-sdk';
import { findLinks, findTargets } from '@syncline/store';
import type { WriteTask } from './write-task.ts';

/** The records at this side that a create hangs on, by relation, or the first that is not there yet (rule 3.9). */
export async function findParents({
  ctx,
  row,
  writes,
}: WriteTask): Promise<{ readonly found: Record<string, RecordKey> } | { readonly missing: string }> {
  const found: Record<string, RecordKey> = {};
  const rules = writes.parents ?? [];
  if (rules.length === 0) return { found };
  const targets = await findTargets(
    ctx.store,
    row.workspaceId,
    row.entityId,
    rules.map((rule) => rule.relation),
  );
  const links = await findLinks(ctx.store, row.workspaceId, {
    records: [],
    entityIds: targets.map((target) => target.entityId),
  });
  for (const rule of rules) {
    const link = links.find(
      (candidate) =>
        candidate.connectionId === row.connectionId &&
        candidate.stream === rule.stream &&
        targets.some((target) => target.relation === rule.relation && target.entityId === candidate.entityId),
    );
    if (link) found[rule.relation] = { externalId: link.externalId, locator: link.locator, scope: link.scope };
    else if (rule.required) return { missing: `${rule.relation} at ${rule.stream}` };
  }
  return { found };
}
