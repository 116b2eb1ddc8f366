import { emptyShadow, firstLink, type Json } from '@syncline/core';
import type { EntityState, MappingState } from './entity-steps.ts';
import { rulesOf } from './member-rules.ts';
import { applyOutcome, type MergeWork } from './merge-work.ts';
import { takesScope } from './sync-plan.ts';

/**
 * Brings fields that a field map newly speaks of under its rule, from what was seen (rules 3.7 and 3.11): the
 * mapping that the entity was made from gives its values; any other is linked by the config's `on_link`.
 */
export function governNewFields(work: MergeWork, state: EntityState, mapping: MappingState): void {
  const member = work.plan.memberOf(mapping.connectionId, mapping.stream);
  if (!member || !takesScope(member, mapping.scope)) return;
  const { seen, base } = mapping.shadow;
  const rules = rulesOf(member, work.references, state).filter(
    (rule) => rule.direction !== 'none' && rule.remote in seen && !(rule.remote in base),
  );
  if (rules.length === 0) return;
  const incoming: Record<string, Json> = {};
  for (const rule of rules) incoming[rule.remote] = seen[rule.remote]!;
  const owned = rules.filter((rule) => mapping.home && state.origins[rule.field] === undefined);
  const time = new Date(mapping.remoteUpdatedAt ?? work.now);
  const linked = firstLink({
    member: member.key,
    // A field that was mirrored under the same name says nothing of its own.
    entity: Object.fromEntries(
      Object.entries(state.fields).filter(([field]) => !owned.some((rule) => rule.field === field)),
    ),
    incoming,
    timeOf: () => time,
    rules,
    onLink: mapping.home ? { mode: 'authority', member: member.key } : member.onLink,
    acceptDifferences: true,
    now: work.now,
  });
  mapping.shadow = {
    ...mapping.shadow,
    base: { ...base, ...linked.shadow.base },
    sent: { ...mapping.shadow.sent, ...linked.shadow.sent },
    held: { ...mapping.shadow.held, ...linked.shadow.held },
  };
  mapping.dirty = true;
  for (const problem of linked.unmappable) work.unmappable.push({ state, mapping, member, problem });
  const patch = Object.fromEntries(
    Object.entries(linked.patch).filter(
      ([field, value]) => JSON.stringify(state.fields[field]) !== JSON.stringify(value),
    ),
  );
  for (const field of Object.keys(linked.patch)) {
    if (field in patch) continue;
    state.origins = { ...state.origins, [field]: { ...linked.origins[field]!, version: state.version } };
  }
  applyOutcome(work, state, member.key, { ...linked, patch }, { decision: 'the field map changed' });
}

/** A mapping that holds nothing yet. */
export function newMapping(
  record: { readonly stream: string; readonly externalId: string; readonly scope: string },
  connectionId: number,
  home: boolean,
): MappingState {
  return {
    connectionId,
    stream: record.stream,
    externalId: record.externalId,
    scope: record.scope,
    locator: null,
    url: null,
    shadow: emptyShadow,
    losses: {},
    seenHash: '',
    edgesHash: '',
    remoteUpdatedAt: null,
    remoteVersion: null,
    acceptedSeq: 0,
    acceptedPageId: null,
    state: 'linked',
    ownKey: null,
    home,
    method: null,
    isNew: true,
    dirty: true,
  };
}
