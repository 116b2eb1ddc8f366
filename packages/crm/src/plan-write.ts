import type { RecordKey, StreamField } from '@syncline/connector-sdk';
import { type Json, SynclineError } from '@syncline/core';
import { type CrmAccess, externalIdOf } from './access.ts';
import type { MappingDiagnostic } from './contract.ts';
import { noSuchRecord, readRecord } from './read-record.ts';
import { readRequest, refuseGaps, type WriteRequest } from './read-request.ts';
import type { ContractField } from './vocabulary.ts';

/** A request in the words of one stream. */
export interface PlannedWrite {
  readonly fields: Readonly<Record<string, Json>>;
  readonly parents: Readonly<Record<string, RecordKey>>;
  readonly locators: Readonly<Record<string, string>>;
  /** What of the request has no place here. */
  readonly diagnostics: readonly MappingDiagnostic[];
}

export interface WriteToPlan extends WriteRequest {
  readonly scope: string;
}

/**
 * What a request says, as the stream takes it: references looked up and seen to be there, stages found, values of the
 * right type, nothing that is required left out. Throws before anything is written.
 */
export async function planWrite(access: CrmAccess, write: WriteToPlan, signal: AbortSignal): Promise<PlannedWrite> {
  const { values, references, diagnostics } = readRequest(access.connector, write);
  const fields: Record<string, Json> = { ...values };
  const targets = new Map<string, RecordKey>();
  const locators: Record<string, string> = {};
  for (const { field, declared, ids } of references) {
    const keys = await Promise.all(ids.map((id) => targetOf(access, write, declared, field, id, signal)));
    for (const key of keys) {
      targets.set(field.name, key);
      if (key.locator !== null) locators[`${declared.references}/${key.externalId}`] = key.locator;
    }
    const externalIds = keys.map((key) => key.externalId);
    fields[field.name] = field.type === 'reference_set' ? externalIds.toSorted() : (externalIds[0] ?? null);
  }
  if (write.mode === 'create') refuseGaps(write.stream, fields);
  return { fields, parents: write.mode === 'create' ? parentsAmong(write, targets) : {}, locators, diagnostics };
}

/** What a reference points to. It is read, so that a record hangs on nothing that is not there; people alone are taken at their word. */
async function targetOf(
  access: CrmAccess,
  { scope }: WriteToPlan,
  declared: StreamField,
  field: ContractField,
  id: string,
  signal: AbortSignal,
): Promise<RecordKey> {
  const stream = access.connector.streams.find(({ name }) => name === declared.references);
  const externalId = await externalIdOf(access, declared.references === undefined ? [] : [declared.references], id);
  const key: RecordKey = { externalId, locator: null, scope };
  if (!stream || field.to === 'user') return key;
  const there = await readRecord(access, stream, key, signal);
  if (!there) {
    const { message } = noSuchRecord(stream, id);
    throw new SynclineError({ class: 'mapping', code: 'missing_parent', field: field.name, message });
  }
  return { ...key, locator: there.record.locator };
}

/** The relations that a create asks for, by the references that were given. */
function parentsAmong({ stream }: WriteToPlan, targets: ReadonlyMap<string, RecordKey>): Record<string, RecordKey> {
  const parents: Record<string, RecordKey> = {};
  for (const rule of stream.writes?.parents ?? []) {
    const fields = stream.fields?.filter(({ references }) => references === rule.stream) ?? [];
    const given = fields.find(({ name }) => targets.has(name));
    if (given) parents[rule.relation] = targets.get(given.name)!;
    else if (rule.required)
      throw new SynclineError({
        class: 'mapping',
        code: 'missing_parent',
        field: fields[0]?.name ?? rule.relation,
        message: `${fields[0]?.name ?? rule.relation} is needed: what it belongs to.`,
      });
  }
  return parents;
}
