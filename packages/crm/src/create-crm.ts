import { type AccountQuery, type ContactQuery, type RecordKey, type Stream } from '@syncline/connector-sdk';
import { SynclineError, textOfValue } from '@syncline/core';
import { type CrmAccess, externalIdOf } from './access.ts';
import type {
  AccountLookup,
  ContactSearch,
  Crm,
  CrmRecord,
  CrmWrite,
  FieldValues,
  MappingDiagnostic,
  QuoteRequest,
  QuoteWrite,
} from './contract.ts';
import { guardVersion } from './guard-version.ts';
import { bareHost, hasWordsOf, isSameEmail, isSameName, isSamePhone, lastDigits } from './match.ts';
import { type PlannedWrite, planWrite } from './plan-write.ts';
import { noSuchRecord, type ReadRecord, readRecord, scopeOf } from './read-record.ts';
import { readStages } from './stages.ts';
import { activityStream, crmOf, wantedStream } from './streams-of.ts';
import { syncIncremental } from './sync-incremental.ts';
import { toContract } from './to-contract.ts';
import type { ContractKind } from './vocabulary.ts';
import { createOnce, differing, ownKeyOf, update, type WrittenRecord } from './write-record.ts';

/** Candidates of one look-up; each is read. */
const LIMIT = 10;

/**
 * The contract over one connection. It calls the vendor directly: what reads does so from everywhere, what writes is
 * for places without a hub (tests, parity), since in Syncline nothing is written but by writebacks.
 */
export function createCrm(access: CrmAccess, clock: { now(): Date } = { now: () => new Date() }): Crm {
  const { connector, client } = access;
  return {
    async lookupAccount(lookup, signal) {
      const query = accountQuery(lookup);
      const stream = wantedStream(connector, 'account');
      const keys = await crmOf(connector).findAccounts(client, query, signal);
      const found = await readAll(access, 'account', stream, keys, signal);
      return found.filter(({ fields }) =>
        query.by === 'name' ? isSameName(fields['name'], query.name) : fields['domain'] === query.domain,
      );
    },

    async searchContacts(search, signal) {
      const stream = wantedStream(connector, 'contact');
      const query = await contactQuery(access, search);
      const keys = await crmOf(connector).findContacts(client, query, signal);
      const found = await readAll(access, 'contact', stream, keys, signal);
      return found.filter((contact) => isMeant(contact, query));
    },

    async getDeal(id, signal) {
      const stream = wantedStream(connector, 'deal');
      const { read } = await existing(access, stream, id, signal);
      return shown(access, 'deal', stream, read, signal);
    },

    async createDeal({ idempotencyKey, fields }, signal) {
      const stream = wantedStream(connector, 'deal');
      return create(access, clock, { kind: 'deal', stream, idempotencyKey, fields }, signal);
    },

    async updateDeal({ deal, fields }, signal) {
      const stream = wantedStream(connector, 'deal');
      const { read, key } = await existing(access, stream, deal, signal);
      const planned = await plan(access, 'deal', stream, 'update', fields, signal);
      const written = await update(access, stream, planned, read, key, signal);
      return answer(access, 'deal', stream, written, planned.diagnostics, signal);
    },

    async writeQuote(request, signal) {
      return writeQuote(access, clock, request, signal);
    },

    async logActivity({ type, idempotencyKey, fields }, signal) {
      const stream = activityStream(connector, type);
      const types = Object.values(crmOf(connector).activities).filter((name) => name === stream.name);
      // A stream of calls needs not be told that it is a call.
      const isImplied = types.length === 1 && stream.fields?.find(({ name }) => name === 'type')?.writable !== 'yes';
      const all = isImplied ? fields : { ...fields, type };
      return create(access, clock, { kind: 'activity', stream, idempotencyKey, fields: all }, signal);
    },

    syncIncremental: (request, signal) => syncIncremental(access, request, signal),
  };
}

/** One of several ways to ask, in the words of the connectors. Throws `invalid` for what can't be looked for. */
function accountQuery(lookup: AccountLookup): AccountQuery {
  if ('name' in lookup) return { by: 'name', name: worded('name', lookup.name).replaceAll(/\s+/g, ' '), limit: LIMIT };
  const domain = bareHost(lookup.domain);
  if (domain === null) throw unusable('domain', `${lookup.domain || '(nothing)'} names no host, such as acme.example`);
  return { by: 'domain', domain, limit: LIMIT };
}

async function contactQuery(access: CrmAccess, search: ContactSearch): Promise<ContactQuery> {
  if ('email' in search) return { by: 'email', email: worded('email', search.email).toLowerCase(), limit: LIMIT };
  if ('name' in search) return { by: 'name', name: worded('name', search.name), limit: LIMIT };
  if ('phone' in search) {
    const digits = lastDigits(search.phone);
    if (digits.length < 6) throw unusable('phone', 'has fewer than six digits');
    return { by: 'phone', phone: search.phone.trim(), digits, limit: LIMIT };
  }
  const { name } = wantedStream(access.connector, 'account');
  return { by: 'account', accountId: await externalIdOf(access, [name], search.account), limit: LIMIT };
}

function isMeant({ fields }: CrmRecord, query: ContactQuery): boolean {
  switch (query.by) {
    case 'email':
      return isSameEmail(fields['email'], query.email);
    case 'name':
      return hasWordsOf(
        `${textOfValue(fields['first_name'] ?? '')} ${textOfValue(fields['last_name'] ?? '')}`,
        query.name,
      );
    case 'phone':
      return isSamePhone(fields['phone'], query.phone);
    case 'account':
      return (fields['account'] as { externalId?: string } | null)?.externalId === query.accountId;
    default:
      return query satisfies never;
  }
}

async function readAll(
  access: CrmAccess,
  kind: ContractKind,
  stream: Stream,
  keys: readonly RecordKey[],
  signal: AbortSignal,
): Promise<CrmRecord[]> {
  const unique = [...new Map(keys.slice(0, LIMIT).map((key) => [key.externalId, key])).values()];
  const read = await Promise.all(unique.map((key) => readRecord(access, stream, key, signal)));
  const there = read.filter((each) => each !== null);
  return Promise.all(there.map((each) => shown(access, kind, stream, each, signal)));
}

async function existing(
  access: CrmAccess,
  stream: Stream,
  id: string,
  signal: AbortSignal,
): Promise<{ readonly read: ReadRecord; readonly key: RecordKey }> {
  const externalId = await externalIdOf(access, [stream.name], id);
  const key = { externalId, locator: null, scope: await scopeOf(access, stream, signal) };
  const read = await readRecord(access, stream, key, signal);
  if (read) return { read, key };
  throw noSuchRecord(stream, id);
}

interface Creation {
  readonly kind: ContractKind;
  readonly stream: Stream;
  readonly idempotencyKey: string;
  readonly fields: FieldValues;
}

async function create(
  access: CrmAccess,
  clock: { now(): Date },
  { kind, stream, idempotencyKey, fields }: Creation,
  signal: AbortSignal,
): Promise<CrmWrite> {
  const planned = await plan(access, kind, stream, 'create', fields, signal);
  const scope = await scopeOf(access, stream, signal);
  const ownKey = ownKeyOf(access.source.connection.id, worded('idempotencyKey', idempotencyKey));
  const written = await createOnce(access, stream, { planned, scope, ownKey, now: clock.now() }, signal);
  return answer(access, kind, stream, written, planned.diagnostics, signal);
}

async function writeQuote(
  access: CrmAccess,
  clock: { now(): Date },
  { quote, idempotencyKey, fields }: QuoteRequest,
  signal: AbortSignal,
): Promise<QuoteWrite> {
  const stream = wantedStream(access.connector, 'quote');
  let write: CrmWrite;
  if (quote === null) {
    const guard = guardVersion(undefined, fields['version'], true);
    if (guard.outcome === 'stale') throw guard.error;
    const all = await withAccountOfDeal(access, stream, fields, signal);
    write = await create(access, clock, { kind: 'quote', stream, idempotencyKey, fields: all }, signal);
  } else {
    const { read, key } = await existing(access, stream, quote, signal);
    const planned = await plan(access, 'quote', stream, 'update', fields, signal);
    const { version: _, ...content } = differing(stream, planned.fields, read.record);
    const guard = guardVersion(read.record.fields['version'], fields['version'], Object.keys(content).length > 0);
    if (guard.outcome === 'stale') throw guard.error;
    const written = await update(access, stream, planned, read, key, signal);
    write = await answer(access, 'quote', stream, written, planned.diagnostics, signal);
  }
  const { version, attachment_reference: attachment } = write.record.fields;
  return {
    ...write,
    version: typeof version === 'number' ? version : null,
    attachmentReference: typeof attachment === 'string' ? attachment : null,
  };
}

/** A quote is its deal's account's, where the vendor does not see to that itself. */
async function withAccountOfDeal(
  access: CrmAccess,
  stream: Stream,
  fields: FieldValues,
  signal: AbortSignal,
): Promise<FieldValues> {
  const deal = fields['deal'];
  const declared = stream.fields?.find(({ name }) => name === 'account');
  if (declared === undefined || declared.writable === 'no' || 'account' in fields || typeof deal !== 'string')
    return fields;
  const deals = wantedStream(access.connector, 'deal');
  const { read } = await existing(access, deals, deal, signal).catch(nothingFound);
  const account = read?.record.fields['account'];
  return typeof account === 'string' ? { ...fields, account } : fields;
}

async function plan(
  access: CrmAccess,
  kind: ContractKind,
  stream: Stream,
  mode: 'create' | 'update',
  fields: FieldValues,
  signal: AbortSignal,
): Promise<PlannedWrite> {
  const scope = await scopeOf(access, stream, signal);
  const stages = 'stage' in fields ? await stagesOf(access, kind, stream, signal) : null;
  return planWrite(access, { kind, stream, scope, mode, fields, stages }, signal);
}

async function answer(
  access: CrmAccess,
  kind: ContractKind,
  stream: Stream,
  { outcome, read }: WrittenRecord,
  diagnostics: readonly MappingDiagnostic[],
  signal: AbortSignal,
): Promise<CrmWrite> {
  return { outcome, record: await shown(access, kind, stream, read, signal), diagnostics };
}

async function shown(
  access: CrmAccess,
  kind: ContractKind,
  stream: Stream,
  read: ReadRecord,
  signal: AbortSignal,
): Promise<CrmRecord> {
  const { source, connector } = access;
  const stages = await stagesOf(access, kind, stream, signal);
  return toContract({ kind, stream, source, stages, title: connector.title }, read.record, read.diagnostics);
}

function stagesOf({ connector, client }: CrmAccess, kind: ContractKind, stream: Stream, signal: AbortSignal) {
  return kind === 'deal' ? readStages(connector, client, stream.name, signal) : null;
}

function worded(field: string, text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') throw unusable(field, 'is empty');
  return trimmed;
}

function unusable(field: string, why: string): SynclineError {
  return new SynclineError({ class: 'invalid', code: 'invalid_request', field, message: `${field} ${why}.` });
}

/** What is not there is refused where the reference itself is looked at. */
function nothingFound(error: unknown): { readonly read: null } {
  if (error instanceof SynclineError && error.class === 'not_found') return { read: null };
  throw error;
}
