import type { Sql } from '../database.ts';
import { cursorPattern, decodeCursor, type Paged, type PageRequest, toPage } from './cursor.ts';
import { type Likely, type LikenessReason, type PersonTraits, suggestPeople } from './suggest-people.ts';
import { type ConfiguredMember, listConfiguredMembers } from './sync-members.ts';

/** A user of one stream, as people and the `people` of a sync config know them. */
interface PersonRecord extends PersonTraits {
  readonly connectionId: number;
  readonly connectionName: string;
  readonly stream: string;
  readonly externalId: string;
  /** What a line of `people` calls them at this connection: login or id. */
  readonly calledAs: string;
  readonly entityId: string;
}

/** A user at another side who may be the same person. */
export interface PersonSuggestion extends PersonRecord {
  /** 0 to 1. */
  readonly score: number;
  readonly why: LikenessReason;
}

/** A user at one side of a sync config, who they are at its other sides, and where that is not known. */
export interface PersonView extends PersonRecord {
  readonly url: string | null;
  /** `connection/stream` of the sides where they are linked. */
  readonly linkedAt: readonly string[];
  /** `connection/stream` of the sides where nobody is known to be them; empty: mapped everywhere. */
  readonly missingAt: readonly string[];
  /** For every missing side the likeliest, best first. Only for people to decide by: none of it is acted on. */
  readonly suggestions: readonly PersonSuggestion[];
}

export interface PersonFilter {
  /** True: only who is missing somewhere. False: only who is mapped everywhere. */
  readonly unmapped?: boolean | undefined;
  /** Name or id. */
  readonly connection?: string | undefined;
}

const SUGGESTIONS_PER_SIDE = 3;

/** From one member of kind `user` to another of its config; a member that stands alone leads nowhere. */
interface Way {
  readonly connection_id: number;
  readonly stream: string;
  readonly scopes: readonly string[] | null;
  readonly to_connection_id: number | null;
  readonly to_stream: string | null;
}

/** With the places (`connection id/stream`) where its entity is. */
interface UserRow extends PersonRecord {
  readonly linked: readonly string[];
}

/** And those where it should be. */
interface PersonRow extends UserRow {
  readonly url: string | null;
  readonly missing: readonly string[];
}

const columns = `v.connection_id as "connectionId", c.name as "connectionName", v.stream, v.external_id as "externalId", v.entity_id as "entityId",
  coalesce(v.seen ->> 'login', v.locator, v.external_id) as "calledAs", coalesce(v.seen ->> 'login', v.seen ->> 'username') as login,
  v.seen ->> 'name' as name, v.seen ->> 'email' as email`;
/** The places where the entity of `v` is. */
const linkedPlaces = `array(select distinct t.connection_id || '/' || t.stream from mappings t
  where t.workspace_id = v.workspace_id and t.entity_id = v.entity_id and t.state = 'linked')`;

/** Users of the streams that enabled configs have under `user`, in the order of connection, stream and id. */
export async function listPeople(
  sql: Sql,
  workspaceId: number,
  filter: PersonFilter,
  page: PageRequest,
): Promise<Paged<PersonView>> {
  const after = decodeCursor(page.cursor, [cursorPattern.serial, /^/, /^/]);
  const all = await listConfiguredMembers(sql, workspaceId);
  const members = all.filter((member) => member.isEnabled && member.kind === 'user');
  const ways = waysBetween(members);
  // The arrays beside the ways let the rows be read by the primary key: users are few among all mappings.
  const { rows } = await sql.query<PersonRow>(
    `with ways as materialized (select * from jsonb_to_recordset($2::jsonb)
       as w (connection_id int, stream text, scopes jsonb, to_connection_id int, to_stream text))
     select ${columns}, v.url, l.linked, m.missing
     from mappings v join connections c on c.id = v.connection_id
     cross join lateral (select ${linkedPlaces} as linked) l
     cross join lateral (select count(*) as ways,
         coalesce(array_agg(distinct w.to_connection_id || '/' || w.to_stream)
           filter (where w.to_stream is not null and w.to_connection_id || '/' || w.to_stream <> all (l.linked)), '{}') as missing
       from ways w where w.connection_id = v.connection_id and w.stream = v.stream and (w.scopes is null or w.scopes ? v.scope)) m
     where v.workspace_id = $1 and v.state = 'linked' and v.connection_id = any ($3::int[]) and v.stream = any ($4::text[]) and m.ways > 0
       and ($5::int is null or (v.connection_id, v.stream, v.external_id) > ($5, $6::text, $7::text))
       and ($8::boolean is null or (m.missing <> '{}') = $8) and ($9::text is null or c.name = $9 or c.id::text = $9)
     order by v.connection_id, v.stream, v.external_id limit $10`,
    [
      workspaceId,
      JSON.stringify(ways),
      members.map((member) => member.connectionId),
      members.map((member) => member.stream),
      ...after,
      filter.unmapped ?? null,
      filter.connection ?? null,
      page.limit + 1,
    ],
  );
  const cut = toPage(rows, page.limit, (row) => [String(row.connectionId), row.stream, row.externalId]);
  return { ...cut, items: await withSuggestions(sql, workspaceId, members, cut.items) };
}

function waysBetween(members: readonly ConfiguredMember[]): Way[] {
  return members.flatMap((from): Way[] => {
    const others = members.filter((to) => to.configId === from.configId && placeOf(to) !== placeOf(from));
    const start = { connection_id: from.connectionId, stream: from.stream, scopes: from.scopes };
    if (others.length === 0) return [{ ...start, to_connection_id: null, to_stream: null }];
    return others.map((to) => ({ ...start, to_connection_id: to.connectionId, to_stream: to.stream }));
  });
}

async function withSuggestions(
  sql: Sql,
  workspaceId: number,
  members: readonly ConfiguredMember[],
  people: readonly PersonRow[],
): Promise<PersonView[]> {
  const search = new Map<string, (person: PersonTraits) => Likely<UserRow>[]>();
  for (const place of new Set(people.flatMap((person) => person.missing))) {
    const there = members.filter((member) => placeOf(member) === place);
    search.set(place, suggestPeople(await readUsersOf(sql, workspaceId, there)));
  }
  const { rows } = await sql.query<{ id: number; name: string }>(
    'select id, name from connections where workspace_id = $1',
    [workspaceId],
  );
  const names = new Map(rows.map(({ id, name }) => [String(id), name]));
  const refused = await refusedPairs(sql, workspaceId, people);
  const nameOf = (place: string): string => place.replace(/^\d+/, (id) => names.get(id) ?? id);
  return people.map(({ linked, missing, ...person }) => ({
    ...person,
    linkedAt: linked.filter((place) => place !== placeOf(person)).map(nameOf),
    missingAt: missing.map(nameOf),
    suggestions: missing.flatMap((place) =>
      search.get(place)!(person)
        // Who is somebody else at a side where this person is already is not this person.
        .filter(({ candidate }) => !candidate.linked.some((each) => linked.includes(each)))
        .filter(({ candidate }) => !refused.has(`${keyOf(person)} ${keyOf(candidate)}`))
        .slice(0, SUGGESTIONS_PER_SIDE)
        .map(({ candidate: { linked: _, ...candidate }, score, why }) => ({ ...candidate, score, why })),
    ),
  }));
}

/** Of whom a person said that they are two. */
async function refusedPairs(
  sql: Sql,
  workspaceId: number,
  people: readonly PersonRecord[],
): Promise<ReadonlySet<string>> {
  if (people.length === 0) return new Set();
  const { rows } = await sql.query<{ pair: string }>(
    `select r.connection_id || '/' || r.stream || '/' || r.external_id || ' ' || r.other_connection_id || '/' || r.other_stream || '/' || r.other_external_id as pair
     from unnest($2::int[], $3::text[], $4::text[]) as i (connection_id, stream, external_id)
     join refused_matches r on r.workspace_id = $1 and r.connection_id = i.connection_id and r.stream = i.stream and r.external_id = i.external_id`,
    [
      workspaceId,
      people.map((person) => person.connectionId),
      people.map((person) => person.stream),
      people.map((person) => person.externalId),
    ],
  );
  return new Set(rows.map(({ pair }) => pair));
}

function keyOf({ connectionId, stream, externalId }: PersonRecord): string {
  return `${connectionId}/${stream}/${externalId}`;
}

/** All users that one stream has in the scopes of its members: names are compared here, not by an index. */
async function readUsersOf(sql: Sql, workspaceId: number, members: readonly ConfiguredMember[]): Promise<UserRow[]> {
  const scopes = members.some((member) => member.scopes === null) ? null : members.flatMap((member) => member.scopes!);
  const { rows } = await sql.query<UserRow>(
    `select ${columns}, ${linkedPlaces} as linked from mappings v join connections c on c.id = v.connection_id
     where v.workspace_id = $1 and v.connection_id = $2 and v.stream = $3 and v.state = 'linked' and ($4::text[] is null or v.scope = any ($4))
     order by v.external_id`,
    [workspaceId, members[0]!.connectionId, members[0]!.stream, scopes],
  );
  return rows;
}

function placeOf({ connectionId, stream }: { readonly connectionId: number; readonly stream: string }): string {
  return `${connectionId}/${stream}`;
}
