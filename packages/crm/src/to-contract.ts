import type { Stream, StreamField } from '@syncline/connector-sdk';
import type { Diagnostic, Json, NormalisedRecord } from '@syncline/core';
import type { ContractStage, CrmRecord, CrmSource, MappingDiagnostic } from './contract.ts';
import { bareHost } from './match.ts';
import { recordId } from './record-id.ts';
import { stageShown } from './stages.ts';
import { type ContractField, type ContractKind, contractFields } from './vocabulary.ts';

export interface Reading {
  readonly kind: ContractKind;
  readonly stream: Stream;
  readonly source: CrmSource;
  readonly stages: readonly ContractStage[] | null;
  /** Names of vendors, for the messages. */
  readonly title: string;
}

/** A normalised record as the contract shows it. Pure. */
export function toContract(
  reading: Reading,
  record: NormalisedRecord,
  problems: readonly Diagnostic[] = [],
): CrmRecord {
  const { kind, stream, source } = reading;
  const fields: Record<string, Json> = {};
  const diagnostics: MappingDiagnostic[] = [];
  for (const field of contractFields[kind]) {
    const declared = stream.fields?.find((candidate) => candidate.name === field.name);
    const held = record.fields[field.name];
    if (held === undefined) diagnostics.push(absence(reading, field, declared, problems));
    fields[field.name] = held === undefined ? null : shown(reading, field, declared, held);
  }
  const metadata = Object.fromEntries(Object.entries(record.fields).filter(([name]) => !(name in fields)));
  return {
    kind,
    id: recordId({ connectionId: source.connection.id, stream: stream.name, externalId: record.externalId }),
    entityId: null,
    externalReference: { stream: stream.name, externalId: record.externalId, url: record.url },
    source,
    sourceTime: record.remoteUpdatedAt,
    fields,
    diagnostics,
    unresolvedFields: Object.keys(metadata).sort(),
    metadata,
  };
}

function shown(reading: Reading, field: ContractField, declared: StreamField | undefined, held: Json): Json {
  if (held === null || held === '') return null;
  if (field.isStage) return stageShown(held, reading.stages) as Json;
  if (field.isDomain) return typeof held === 'string' ? (bareHost(held) ?? held) : held;
  if (field.to === undefined) return held;
  const references = (Array.isArray(held) ? held : [held]).flatMap((externalId) =>
    typeof externalId === 'string' ? [referenceTo(reading, declared?.references ?? '', externalId)] : [],
  );
  return field.type === 'reference_set' ? references : (references[0] ?? null);
}

function referenceTo({ source }: Reading, stream: string, externalId: string): { id: string; externalId: string } {
  return { id: recordId({ connectionId: source.connection.id, stream, externalId }), externalId };
}

function absence(
  { title, stream }: Reading,
  { name }: ContractField,
  declared: StreamField | undefined,
  problems: readonly Diagnostic[],
): MappingDiagnostic {
  const problem = problems.find(({ field }) => field === name);
  if (problem) return { field: name, reason: 'wrong_type', message: problem.message };
  return declared
    ? { field: name, reason: 'not_shown', message: `${title} did not show it of this record.` }
    : { field: name, reason: 'not_offered', message: `${title} has no ${name} in ${stream.title}.` };
}
