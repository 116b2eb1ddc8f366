import type { RecordKey, Stream, StreamField } from '@syncline/connector-sdk';
import { isEmpty, isOfType, type Json, SynclineError } from '@syncline/core';
import { type CrmAccess, externalIdOf } from './access.ts';
import type { ContractStage, FieldValues, MappingDiagnostic } from './contract.ts';
import { noSuchRecord, readRecord } from './read-record.ts';
import { stageMeant } from './stages.ts';
import { type ContractField, type ContractKind, contractFields } from './vocabulary.ts';

/** A request in the words of one stream. */
export interface PlannedWrite {
  readonly fields: Readonly<Record<string, Json>>;
  readonly parents: Readonly<Record<string, RecordKey>>;
  readonly locators: Readonly<Record<string, string>>;
  /** What of the request has no place here. */
  readonly diagnostics: readonly MappingDiagnostic[];
}

export interface WriteToPlan {
  readonly kind: ContractKind;
  readonly stream: Stream;
  readonly scope: string;
  readonly mode: 'create' | 'update';
  readonly fields: FieldValues;
  readonly stages: readonly ContractStage[] | null;
}

/**
 * What a request says, as the stream takes it: references looked up and seen to be there, stages found, values of the
 * right type, nothing that is required left out. Throws before anything is written.
 */
export async function planWrite(access: CrmAccess, write: WriteToPlan, signal: AbortSignal): Promise<PlannedWrite> {
  const { kind, stream, mode } = write;
  const fields: Record<string, Json> = {};
  const targets = new Map<string, RecordKey>();
  const locators: Record<string, string> = {};
  const diagnostics: MappingDiagnostic[] = [];
  for (const [name, asked] of Object.entries(write.fields)) {
    const field = contractFields[kind].find((candidate) => candidate.name === name);
    if (!field) throw unknownField(kind, name);
    const declared = stream.fields?.find((candidate) => candidate.name === name);
    const problem = notTaken(access, write, field, declared);
    if (problem) {
      if (!isEmpty(asked)) diagnostics.push(problem);
      continue;
    }
    if (field.to === undefined) {
      fields[name] = isEmpty(asked) ? null : valueMeant(write, field, declared!, asked);
      continue;
    }
    const found = await Promise.all(
      idsIn(field, asked).map((id) => targetOf(access, write, declared!, field, id, signal)),
    );
    for (const { key } of found) {
      targets.set(name, key);
      if (key.locator !== null) locators[`${declared!.references}/${key.externalId}`] = key.locator;
    }
    const ids = found.map(({ key }) => key.externalId);
    fields[name] = field.type === 'reference_set' ? ids.toSorted() : (ids[0] ?? null);
  }
  if (mode === 'create') refuseGaps(stream, fields);
  return { fields, parents: mode === 'create' ? parentsAmong(write, targets) : {}, locators, diagnostics };
}

function notTaken(
  { connector }: CrmAccess,
  { stream, mode }: WriteToPlan,
  { name, isVendors }: ContractField,
  declared: StreamField | undefined,
): MappingDiagnostic | null {
  if (!declared)
    return { field: name, reason: 'not_offered', message: `${connector.title} has no ${name} in ${stream.title}.` };
  if (declared.writable === 'yes' || (declared.writable === 'create' && mode === 'create')) return null;
  const why = declared.writable === 'create' ? 'takes it of new records alone' : 'sets it itself';
  return { field: name, reason: 'read_only', message: `${connector.title} ${isVendors ? 'sets it itself' : why}.` };
}

function valueMeant({ stages }: WriteToPlan, field: ContractField, declared: StreamField, asked: Json): Json {
  if (field.isStage) return stageMeant(asked, stages);
  if (isOfType(declared.type, asked)) return asked;
  throw new SynclineError({
    class: 'mapping',
    code: 'wrong_type',
    field: field.name,
    message: `${field.name} takes ${words[field.type] ?? `a ${field.type}`}.`,
  });
}

const words: Readonly<Record<string, string>> = {
  text: 'a text',
  rich_text: 'a text (Markdown)',
  choice: 'a text',
  instant: 'a time, as 2026-11-21T10:00:00Z',
  date: 'a day, as 2026-11-21',
};

function idsIn(field: ContractField, asked: Json): string[] {
  if (isEmpty(asked)) return [];
  const ids = Array.isArray(asked) ? asked : [asked];
  if (ids.every((id) => typeof id === 'string') && (field.type === 'reference_set' || ids.length === 1)) return ids;
  throw new SynclineError({
    class: 'mapping',
    code: 'wrong_type',
    field: field.name,
    message: `${field.name} takes the id of a record.`,
  });
}

/** What a reference points to. It is read, so that a record hangs on nothing that is not there; people alone are taken at their word. */
async function targetOf(
  access: CrmAccess,
  { scope }: WriteToPlan,
  declared: StreamField,
  field: ContractField,
  id: string,
  signal: AbortSignal,
): Promise<{ readonly key: RecordKey }> {
  const stream = access.connector.streams.find(({ name }) => name === declared.references);
  const externalId = await externalIdOf(access, declared.references === undefined ? [] : [declared.references], id);
  const key: RecordKey = { externalId, locator: null, scope };
  if (!stream || field.to === 'user') return { key };
  const there = await readRecord(access, stream, key, signal);
  if (!there) {
    const { message } = noSuchRecord(stream, id);
    throw new SynclineError({ class: 'mapping', code: 'missing_parent', field: field.name, message });
  }
  return { key: { ...key, locator: there.record.locator } };
}

function refuseGaps(stream: Stream, fields: Readonly<Record<string, Json>>): void {
  const missing = stream.fields?.find((field) => field.required === true && isEmpty(fields[field.name]));
  if (!missing) return;
  throw new SynclineError({
    class: 'mapping',
    code: 'required_field',
    field: missing.name,
    message: `${missing.name} is needed.`,
  });
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

function unknownField(kind: ContractKind, name: string): SynclineError {
  const known = contractFields[kind].filter(({ isVendors }) => !isVendors).map((field) => field.name);
  return new SynclineError({
    class: 'invalid',
    code: 'unknown_field',
    field: name,
    message: `${name} is no field of a ${kind}; there are ${known.join(', ')}.`,
  });
}
