import type { RecordKey } from '@syncline/connector-sdk';
import { findEntityFields, findLinks, findTargets } from '@syncline/store';
import type { WriteTask } from './write-task.ts';

/**
 * The records at this side that a create hangs on, by relation, or the first that is not there yet (rule 3.9). What
 * was made in the hub names them in its reference fields.
 */
export async function findParents({
  ctx,
  row,
  member,
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
  const fields = await findEntityFields(ctx.store, row.workspaceId, row.entityId);
  for (const { relation, stream } of rules)
    for (const { field, references } of member.rules) {
      const entityId = references === stream ? fields[field] : null;
      if (typeof entityId === 'string') targets.push({ relation, entityId });
    }
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
