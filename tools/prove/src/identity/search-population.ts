import { type Json, newId } from '@syncline/core';
import { type EngineContext, findDuplicates } from '@syncline/engine';
import type { CompanyTraits, PersonTraits } from '@syncline/identity';
import { ensureConnection } from '@syncline/store';
import { createProofEngine } from '../shared/proof-engine.ts';
import type { ProofServices } from '../shared/services.ts';
import type { FoundPair } from './find-pairs.ts';
import { type PeopleAndCompanies, VENDORS } from './population.ts';

const ROWS_A_WRITE = 2_000;

type Kind = 'contact' | 'account';

interface FoundOfKind {
  readonly compared: null;
  readonly found: readonly FoundPair[];
}

interface Searched extends Readonly<Record<Kind, FoundOfKind>> {
  readonly filledS: number;
  readonly searchedS: number;
}

/** Puts a population into the graph as backfills of its vendors would, and has the engine look who is who. */
export async function searchPopulation(
  services: ProofServices,
  { people, companies }: PeopleAndCompanies,
  note: (text: string) => void,
): Promise<Searched> {
  const backend = await services.createBackend('postgres');
  const [first, ...others] = VENDORS.map((name) => ({
    name,
    connector: name,
    url: 'http://127.0.0.1:9',
    settings: {},
    secrets: {},
  }));
  const engine = await createProofEngine({ backend, side: first! });
  try {
    const { ctx } = engine;
    const connections = new Map([[first!.name, engine.connectionId]]);
    for (const { name, connector, url } of others)
      connections.set(
        name,
        await ensureConnection(ctx.store, { workspaceId: 1, name, connector, baseUrl: url, settings: {}, secrets: {} }),
      );
    const began = performance.now();
    const names = new Map([
      ...(await fill(ctx, 'contact', people.records, fieldsOfPerson, connections)),
      ...(await fill(ctx, 'account', companies.records, fieldsOfCompany, connections)),
    ]);
    const filled = performance.now();
    note(`${names.size} entities are in Postgres; they are searched`);
    if ((await findDuplicates(ctx, 1)) === null) throw new Error('Somebody else is at the search');
    const searched = performance.now();
    return {
      contact: await readFound(ctx, 'contact', names),
      account: await readFound(ctx, 'account', names),
      filledS: Math.round((filled - began) / 1_000),
      searchedS: Math.round((searched - filled) / 1_000),
    };
  } finally {
    await engine.close();
  }
}

/** Each record an entity with its mapping; returns what each entity's record is called. */
async function fill<Traits extends PersonTraits | CompanyTraits>(
  ctx: EngineContext,
  kind: Kind,
  records: readonly Traits[],
  fieldsOf: (traits: Traits) => Record<string, Json>,
  connections: ReadonlyMap<string, number>,
): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (let at = 0; at < records.length; at += ROWS_A_WRITE) {
    const rows = records.slice(at, at + ROWS_A_WRITE).map((traits) => {
      const [vendor, externalId] = Object.entries(traits.keys)[0]!;
      const id = newId();
      names.set(id, traits.id);
      const fields = Object.entries(fieldsOf(traits)).filter(([, value]) => value !== null);
      return { id, externalId, connectionId: connections.get(vendor)!, fields: Object.fromEntries(fields) };
    });
    await ctx.store.query(
      `with made as (
         insert into entities (workspace_id, id, kind, version, fields) select 1, id, $2, 1, fields
         from unnest($1::uuid[], $3::jsonb[]) as i (id, fields)
       ), linked as (
         insert into mappings (workspace_id, connection_id, stream, external_id, entity_id, scope, seen, seen_hash, edges_hash, accepted_seq)
         select 1, connection_id, $2 || 's', external_id, id, '', fields, 'h', 'e', 1
         from unnest($1::uuid[], $3::jsonb[], $4::int[], $5::text[]) as i (id, fields, connection_id, external_id)
       )
       insert into events (workspace_id, type, entity_id, entity_version)
       select 1, 'entity.created', id, 1 from unnest($1::uuid[]) as i (id)`,
      [
        rows.map(({ id }) => id),
        kind,
        rows.map(({ fields }) => JSON.stringify(fields)),
        rows.map(({ connectionId }) => connectionId),
        rows.map(({ externalId }) => externalId),
      ],
    );
  }
  return names;
}

function fieldsOfPerson({ name, emails, phones, employer, city, country, birthDate }: PersonTraits) {
  return { name, emails: [...emails], phones: [...phones], company: employer, city, country, birth_date: birthDate };
}

function fieldsOfCompany({ name, domains, phones, city, country }: CompanyTraits) {
  return { name, domains: [...domains], phones: [...phones], city, country };
}

async function readFound(ctx: EngineContext, kind: Kind, names: ReadonlyMap<string, string>): Promise<FoundOfKind> {
  const { rows } = await ctx.store.query<FoundPair>(
    `select a_id as a, b_id as b, verdict from duplicates where workspace_id = 1 and kind = $1 and state = 'open'`,
    [kind],
  );
  return { compared: null, found: rows.map(({ a, b, verdict }) => ({ a: names.get(a)!, b: names.get(b)!, verdict })) };
}
