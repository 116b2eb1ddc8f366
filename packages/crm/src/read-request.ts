import type { AnyConnector, Stream, StreamField } from '@syncline/connector-sdk';
import { isEmpty, isOfType, type Json, SynclineError } from '@syncline/core';
import type { ContractStage, FieldValues, MappingDiagnostic } from './contract.ts';
import { stageMeant } from './stages.ts';
import { type ContractField, type ContractKind, contractFields } from './vocabulary.ts';

export interface WriteRequest {
  readonly kind: ContractKind;
  readonly stream: Stream;
  readonly mode: 'create' | 'update';
  readonly fields: FieldValues;
  readonly stages: readonly ContractStage[] | null;
}

/** A request in the words of one stream, before anybody looked at what it refers to. */
export interface ReadRequest {
  /** Plain values, by field of the stream; null empties it. */
  readonly values: Readonly<Record<string, Json>>;
  readonly references: readonly AskedReference[];
  /** What of the request has no place here. */
  readonly diagnostics: readonly MappingDiagnostic[];
}

export interface AskedReference {
  readonly field: ContractField;
  readonly declared: StreamField;
  /** Any ids of what is meant; none: nothing. */
  readonly ids: readonly string[];
}

/** What a request says to a stream. Pure. Throws `invalid` for a field that is none, `mapping` for a value that is none. */
export function readRequest(connector: AnyConnector, request: WriteRequest): ReadRequest {
  const { kind, stream, mode } = request;
  const values: Record<string, Json> = {};
  const references: AskedReference[] = [];
  const diagnostics: MappingDiagnostic[] = [];
  for (const [name, asked] of Object.entries(request.fields)) {
    const field = contractFields[kind].find((candidate) => candidate.name === name);
    if (!field) throw unknownField(kind, name);
    const declared = stream.fields?.find((candidate) => candidate.name === name);
    if (!declared || declared.writable === 'no' || (declared.writable === 'create' && mode === 'update')) {
      if (!isEmpty(asked)) diagnostics.push(notTaken(connector, stream, field, declared));
    } else if (field.to !== undefined) references.push({ field, declared, ids: idsIn(field, asked) });
    else values[name] = isEmpty(asked) ? null : valueMeant(request, field, declared, asked);
  }
  return { values, references, diagnostics };
}

/** Throws `mapping` for a field that the vendor refuses a new record without. */
export function refuseGaps(stream: Stream, fields: Readonly<Record<string, Json>>): void {
  const missing = stream.fields?.find((field) => field.required === true && isEmpty(fields[field.name]));
  if (!missing) return;
  throw new SynclineError({
    class: 'mapping',
    code: 'required_field',
    field: missing.name,
    message: `${missing.name} is needed.`,
  });
}

function notTaken(
  { title }: AnyConnector,
  stream: Stream,
  { name, isVendors }: ContractField,
  declared: StreamField | undefined,
): MappingDiagnostic {
  if (!declared) return { field: name, reason: 'not_offered', message: `${title} has no ${name} in ${stream.title}.` };
  const once = declared.writable === 'create' && isVendors !== true;
  return {
    field: name,
    reason: 'read_only',
    message: `${title} ${once ? 'takes it of new records alone' : 'sets it itself'}.`,
  };
}

function valueMeant({ stages }: WriteRequest, field: ContractField, declared: StreamField, asked: Json): Json {
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

function unknownField(kind: ContractKind, name: string): SynclineError {
  const known = contractFields[kind].filter(({ isVendors }) => !isVendors).map((field) => field.name);
  return new SynclineError({
    class: 'invalid',
    code: 'unknown_field',
    field: name,
    message: `${name} is no field of a ${kind}; there are ${known.join(', ')}.`,
  });
}
