import type { RecordKey } from '@syncline/connector-sdk';
import { findEntityFields, findLinks, findTargets, kindsOf } from '@syncline/store';
import type { WriteTask } from './write-task.ts';

export type Parents =
  /** By relation. */
  | { readonly found: Record<string, RecordKey> }
  /** The first that is not there yet. */
  | { readonly missing: string }
  /** The first that no config lets come here. */
  | { readonly nowhere: string };

/**
 * The records at this side that a create hangs on (rule 3.9). What was made in the hub names them in its reference
 * fields.
 */
export async function findParents({ ctx, row, plan, member, writes }: WriteTask): Promise<Parents> {
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
    else if (rule.required) {
      const what = `${rule.relation} at ${rule.stream}`;
      const wanted = targets.filter((target) => target.relation === rule.relation).map((target) => target.entityId);
      const kinds = await kindsOf(ctx.store, row.workspaceId, wanted);
      const kind = plan.memberOf(row.connectionId, rule.stream)?.kind;
      return kinds.length === 0 || kinds.some((each) => each === kind) ? { missing: what } : { nowhere: what };
    }
  }
  return { found };
}
