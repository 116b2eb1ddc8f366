import type { NewReconciliationItem } from '@syncline/store';
import type { MergeSource } from '../merge-records.ts';
import type { UnknownRecord } from './link-records.ts';
import { type FieldFault, faultMessage } from './required-fields.ts';

/** Several entities could be meant, or the config wants to be asked (rule 3.8). */
export function proposalItem(
  source: MergeSource,
  entry: UnknownRecord,
  candidates: readonly string[],
): NewReconciliationItem {
  return item(source, entry, {
    class: 'mapping',
    code: 'link_proposal',
    field: null,
    message: `This record may be ${candidates.length === 1 ? 'the same as' : 'one of'} ${candidates.join(', ')}. Link it to one of them, or make it a new one.`,
    remoteValue: [...candidates],
  });
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
