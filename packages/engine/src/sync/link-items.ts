import { type MatchedPair, matchReasons } from '@syncline/core';
import type { EntityState, NewReconciliationItem } from '@syncline/store';
import type { MergeSource } from '../merge/merge-records.ts';
import type { UnknownRecord } from './link-records.ts';
import { type FieldFault, faultMessage } from './required-fields.ts';

export const PROPOSAL = 'link_proposal';

/** So many are listed; whoever decides looks for others himself. */
const MOST_LISTED = 10;

/** It is not certain which entity is meant, or the config wants to be asked (rule 3.8). */
export function proposalItem(
  source: MergeSource,
  entry: UnknownRecord,
  pairs: readonly MatchedPair[],
  states: ReadonlyMap<string, EntityState>,
): NewReconciliationItem {
  const listed = pairs.slice(0, MOST_LISTED).map((pair) => ({
    entityId: pair.id,
    name: nameOf(states.get(pair.id)),
    features: pair.features.map((feature) => ({ ...feature })),
    reasons: matchReasons(pair),
  }));
  const told = listed.map(({ entityId, name, reasons }) => `${name ?? entityId}: ${reasons.join('; ')}`);
  const more = pairs.length > listed.length ? `; and ${pairs.length - listed.length} more` : '';
  return item(source, entry, {
    class: 'mapping',
    code: PROPOSAL,
    field: null,
    message: `This record may be ${pairs.length === 1 ? 'the same as' : 'one of'} ${told.join(' / ')}${more}. Link it to the one that it is, refuse those that it is not, or make it a new one.`,
    remoteValue: { candidates: listed, more: pairs.length - listed.length },
  });
}

/** The entities that an item of `proposalItem` lists. */
export function candidatesOf(remoteValue: unknown): readonly string[] {
  const { candidates } = (remoteValue ?? {}) as { readonly candidates?: readonly { readonly entityId: string }[] };
  return (candidates ?? []).map(({ entityId }) => entityId);
}

/** What people call an entity. */
function nameOf(state: EntityState | undefined): string | null {
  const { name, title, first_name: first, last_name: last, email } = state?.fields ?? {};
  const texts = (values: readonly unknown[]): string[] =>
    values.filter((each): each is string => typeof each === 'string' && each !== '');
  const [found = null] = texts([name, texts([first, last]).join(' '), title, email]);
  return found?.slice(0, 200) ?? null;
}

/** A record made at the vendor by copying one of ours: it is new, and it carries a key that is not its own. */
export function cloneItem(source: MergeSource, entry: UnknownRecord): NewReconciliationItem {
  return item(source, entry, {
    class: 'mapping',
    code: 'cloned_record',
    field: null,
    message: `This record carries Syncline's key of another one: it was copied from it. It was taken as a new record.`,
    remoteValue: entry.record.ownKey ?? null,
  });
}

/** Nothing of the record was merged. */
export function requiredItem(source: MergeSource, entry: UnknownRecord, fault: FieldFault): NewReconciliationItem {
  return item(source, entry, {
    class: 'mapping',
    code: fault.code,
    field: fault.remote,
    message: `${faultMessage(entry.member, fault)} Mend it at the remote, or change the config.`,
    remoteValue: entry.fields[fault.remote] ?? null,
  });
}

function item(
  source: MergeSource,
  { member, record }: UnknownRecord,
  what: Pick<NewReconciliationItem, 'class' | 'code' | 'field' | 'message' | 'remoteValue'>,
): NewReconciliationItem {
  return {
    workspaceId: source.workspaceId,
    key: `link ${source.connectionId} ${record.stream} ${record.externalId} ${what.code}`,
    fingerprint: `${member.key} ${what.class} ${what.code} ${what.field ?? ''}`,
    connectionId: source.connectionId,
    stream: record.stream,
    scope: record.scope,
    externalId: record.externalId,
    locator: record.locator,
    entityKind: member.kind,
    pageId: source.pageId,
    inboxId: null,
    processId: source.processId,
    correlationId: source.processId,
    ...what,
  };
}
