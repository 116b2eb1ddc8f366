import { inexpressible, sameValue } from '@syncline/core';
import { closeItemsByKey, type FieldItem, openFieldItems, type Sql } from '@syncline/store';
import type { EntityState } from './entity-steps.ts';
import type { MergeWork } from './merge-work.ts';

/**
 * Values of the hub that a twin's options can't show: an item each that names both lists, closed when they can again. The
 * other fields are written.
 */
export async function noteOptions(tx: Sql, work: MergeWork, touched: readonly EntityState[]): Promise<void> {
  const { plan, source } = work;
  const opened: FieldItem[] = [];
  const expressible: string[] = [];
  for (const state of touched) {
    for (const mapping of state.mappings) {
      const member = plan.memberOf(mapping.connectionId, mapping.stream);
      if (!member || mapping.state === 'gone' || !member.stream.writes?.update) continue;
      for (const rule of member.rules) {
        if (!rule.options || rule.direction === 'in' || rule.direction === 'none') continue;
        const key = `option ${state.id} ${member.key} ${rule.field}`;
        const ours = state.fields[rule.field];
        // What it shows itself it has an option for, whether we have heard of that or not.
        const isShown = ours !== undefined && sameValue(ours, mapping.shadow.seen[rule.remote]);
        const message = isShown ? null : inexpressible(rule, ours);
        if (message === null) expressible.push(key);
        else
          opened.push({
            workspaceId: plan.workspaceId,
            connectionId: mapping.connectionId,
            stream: mapping.stream,
            externalId: mapping.externalId,
            entityId: state.id,
            class: 'mapping',
            code: 'unknown_option',
            key,
            field: rule.field,
            message,
            base: null,
            local: ours ?? null,
            remote: mapping.shadow.seen[rule.remote] ?? null,
            policyMode: rule.policy.mode,
            scope: mapping.scope,
            locator: mapping.locator,
            entityKind: state.kind,
            fingerprint: `${member.key} mapping unknown_option ${rule.field}`,
            pageId: source.pageId,
            processId: source.processId,
            correlationId: source.correlationId,
          });
      }
    }
  }
  await closeItemsByKey(tx, plan.workspaceId, expressible, 'the field has that option');
  await openFieldItems(tx, opened);
}
