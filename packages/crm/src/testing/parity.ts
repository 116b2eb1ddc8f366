import type { AnyConnector, RecordKey } from '@syncline/connector-sdk';
import { canonicalJson, type Json, toSynclineError } from '@syncline/core';
import type { CrmAccess } from '../access.ts';
import type { CrmRecord, MappingDiagnostic } from '../contract.ts';
import { createCrm } from '../create-crm.ts';
import { recordId } from '../record-id.ts';
import { wantedStream } from '../streams-of.ts';
import { type Answer, requests, type Trial } from './parity-requests.ts';
import { seedRecord } from './seed-record.ts';

/** One CRM in the comparison: its connector over its simulator. */
export interface ParitySide {
  readonly connector: AnyConnector;
  readonly client: unknown;
}

/** What one request came to at one connector. */
export type Cell =
  | { readonly outcome: 'answered'; readonly value: Json; readonly lacks: readonly MappingDiagnostic[] }
  /** The vendor has no place for it, which its connector says. */
  | { readonly outcome: 'not_offered'; readonly sentence: string };

export interface ParityRow {
  readonly request: string;
  /** By connector. */
  readonly cells: Readonly<Record<string, Cell>>;
  /** What is not equal, a sentence each. */
  readonly differences: readonly string[];
}

/**
 * Asks every side the same, in the same order, and compares the contract's fields of the answers. Ids, time stamps and
 * the vendors' own names of stages are each vendor's own: ids are shown as what they name, stages by their place.
 */
export async function compareCrms(sides: readonly ParitySide[], signal: AbortSignal): Promise<readonly ParityRow[]> {
  const rows = new Map<string, Record<string, Cell>>(requests.map(({ name }) => [name, {}]));
  for (const side of sides) {
    const trial = await openTrial(side, signal);
    for (const { name, ask } of requests) rows.get(name)![side.connector.id] = await cellOf(trial, ask, signal);
  }
  return [...rows].map(([request, cells]) => ({ request, cells, differences: differencesAmong(cells) }));
}

async function openTrial({ connector, client }: ParitySide, signal: AbortSignal): Promise<Trial> {
  const source = {
    connector: connector.id,
    connection: { id: 1, name: connector.id },
    isStub: connector.isStub === true,
  };
  const access: CrmAccess = { connector, client, source };
  const names = new Map<string, string>();
  const seed = async (kind: 'account' | 'contact', name: string, fields: Readonly<Record<string, Json>>) => {
    const key: RecordKey = await seedRecord(access, kind, { key: `parity ${name}`, fields }, signal);
    const stream = wantedStream(connector, kind).name;
    names.set(recordId({ connectionId: source.connection.id, stream, externalId: key.externalId }), name);
    return key.externalId;
  };
  const account = await seed('account', 'the account', {
    name: 'Parity Probe GmbH',
    domain: 'parity-probe.example',
    phone: '+49 30 7654321',
    description: 'One for all',
  });
  const contact = await seed('contact', 'the contact', {
    first_name: 'Paula',
    last_name: 'Parität',
    email: 'paula@parity-probe.example',
    phone: '+49 40 1234567',
    account,
  });
  const stages = await connector.choices?.[connector.crm?.stages ?? 'stages']?.read(
    client,
    { cursor: null, stream: null },
    signal,
  );
  const stage = stages?.choices[0]?.title;
  if (stage === undefined) throw new Error(`${connector.id} lists no stages of deals`);
  return { crm: createCrm(access), account, contact, stage, names, remembered: new Map() };
}

async function cellOf(
  trial: Trial,
  ask: (trial: Trial, signal: AbortSignal) => Promise<Answer>,
  signal: AbortSignal,
): Promise<Cell> {
  try {
    const answer = await ask(trial, signal);
    const lacks = answer.records.flatMap(({ diagnostics }) => diagnostics).concat(answer.diagnostics ?? []);
    const value = { ...answer.says, records: answer.records.map((record) => comparable(trial, record)) };
    return { outcome: 'answered', value: value as Json, lacks: unique(lacks) };
  } catch (thrown) {
    const error = toSynclineError(thrown);
    if (error.code === 'crm_not_offered') return { outcome: 'not_offered', sentence: error.message };
    if (error.code === 'unexpected') throw thrown;
    return { outcome: 'answered', value: { refused: error.code, field: error.field ?? null }, lacks: [] };
  }
}

/** The contract's fields alone, without what is each vendor's own. */
function comparable({ names, stage }: Trial, { kind, fields }: CrmRecord): Json {
  const shown = Object.entries(fields).flatMap(([name, value]): [string, Json][] => {
    if (name === 'created_at' || name === 'owner') return [];
    if (name === 'stage') return [[name, (value as { name: string } | null)?.name === stage ? 'the first' : value]];
    return [[name, named(names, value)]];
  });
  return { kind, ...Object.fromEntries(shown) };
}

function named(names: ReadonlyMap<string, string>, value: Json): Json {
  if (Array.isArray(value)) return value.map((each) => named(names, each as Json));
  const id = (value as { id?: unknown } | null)?.id;
  return typeof id === 'string' ? (names.get(id) ?? 'something else') : value;
}

function unique(lacks: readonly MappingDiagnostic[]): MappingDiagnostic[] {
  return [...new Map(lacks.map((each) => [`${each.field} ${each.reason}`, each])).values()];
}

/** Each answer against each other, leaving out what one of the two says it lacks. */
function differencesAmong(cells: Readonly<Record<string, Cell>>): string[] {
  const answered = Object.entries(cells).flatMap(([id, cell]) => (cell.outcome === 'answered' ? [{ id, cell }] : []));
  return answered.flatMap((one, at) =>
    answered.slice(at + 1).flatMap((other) => {
      const lacking = new Set([...one.cell.lacks, ...other.cell.lacks].map(({ field }) => field));
      const [ours, theirs] = [one, other].map(({ cell }) => canonicalJson(without(cell.value, lacking)));
      return ours === theirs ? [] : [`${one.id}: ${ours}\n${other.id}: ${theirs}`];
    }),
  );
}

function without(value: Json, names: ReadonlySet<string>): Json {
  if (Array.isArray(value)) return value.map((each) => without(each as Json, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) => (names.has(name) ? [] : [[name, without(member, names)]])),
  );
}
