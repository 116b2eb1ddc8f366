import type { EntityKind, Json } from '@syncline/core';
import type { Sql } from '../database.ts';
import type { ClientPart } from '../schema/index.ts';
import { cursorPattern, decodeCursor, type Paged, type PageRequest, toPage } from './cursor.ts';
import { stands, titleOf } from './entity-words.ts';

/** Parts of a client that are listed; what its work waits for is told with the work. */
export const clientListParts = [
  'person',
  'deal',
  'quote',
  'place',
  'work',
  'interaction',
  'file',
] as const satisfies readonly ClientPart[];
export type ClientListPart = Exclude<ClientPart, 'blocker'>;

/** A record of a client, as it stands now. */
export interface ClientMemberView {
  readonly part: ClientListPart;
  readonly id: string;
  readonly kind: EntityKind;
  readonly name: string | null;
  /** When it took place, else when it was made. */
  readonly at: Date;
  /** Of deals and work: not closed. */
  readonly isOpen: boolean;
  /** Through which record it belongs to the client. */
  readonly viaId: string;
  readonly viaKind: string | null;
  readonly viaName: string | null;
  readonly version: number;
  readonly updatedAt: Date;
  /** What is shown of it in a line. */
  readonly fields: Readonly<Record<string, Json>>;
  /** The beginning of what was said. */
  readonly excerpt: string | null;
  /** Where it is kept. */
  readonly records: readonly {
    readonly connectionId: number;
    readonly connectionName: string;
    readonly connector: string;
    readonly stream: string;
    readonly url: string | null;
  }[];
  /** Of open work: what it waits for that is not done. */
  readonly blockedBy: readonly { readonly id: string; readonly name: string | null }[];
}

const EXCERPT = 280;
const shownFields = [
  ...[
    'type',
    'status',
    'state',
    'status_category',
    'priority',
    'direction',
    'duration_seconds',
    'occurred_at',
    'due_date',
  ],
  ...['stage', 'amount', 'currency', 'probability', 'close_date', 'is_won', 'next_step', 'total', 'expiration_date'],
  ...[
    'first_name',
    'last_name',
    'email',
    'phone',
    'title',
    'department',
    'role',
    'number',
    'key',
    'size',
    'mime_type',
    'author',
  ],
];

const members = (
  place: string,
): string => `select p.part, e.id, e.kind, ${titleOf('e')} as name, p.at, p.at::text as "atText", p.is_open as "isOpen",
    p.via_id as "viaId", v.kind as "viaKind", ${titleOf('v')} as "viaName", e.version, e.updated_at as "updatedAt",
    coalesce((select jsonb_object_agg(f.key, f.value) from jsonb_each(e.fields) f where f.key = any($3::text[])), '{}') as fields,
    case when p.part = 'interaction' then left(coalesce(e.fields->>'body', e.fields->>'text', e.fields->>'description'), ${EXCERPT}) end as excerpt,
    coalesce((select jsonb_agg(jsonb_build_object('connectionId', m.connection_id, 'connectionName', c.name, 'connector', c.connector,
        'stream', m.stream, 'url', m.url) order by m.created_at, m.connection_id)
      from mappings m join connections c on c.id = m.connection_id
      where m.workspace_id = p.workspace_id and m.entity_id = p.entity_id and m.state <> 'gone'), '[]') as records,
    case when p.part = 'work' and p.is_open then coalesce((select jsonb_agg(distinct jsonb_build_object('id', b.id, 'name', ${titleOf('b')}))
      from (select r.to_entity_id as id from relations r
          where r.workspace_id = p.workspace_id and r.from_entity_id = p.entity_id and r.type = 'depends_on'
        union select r.from_entity_id from relations r
          where r.workspace_id = p.workspace_id and r.to_entity_id = p.entity_id and r.type = 'blocks') w
      join client_parts o on o.workspace_id = p.workspace_id and o.client_id = p.client_id and o.entity_id = w.id and o.is_open
      join entities b on b.workspace_id = p.workspace_id and b.id = w.id and b.deleted_at is null), '[]') else '[]' end as "blockedBy"
  from ${place}
  join entities e on e.workspace_id = p.workspace_id and e.id = p.entity_id
  left join entities v on v.workspace_id = p.workspace_id and v.id = p.via_id`;

type MemberRow = ClientMemberView & { readonly atText: string };

const KEY = [/^(true|false)$/, cursorPattern.instant, cursorPattern.uuid] as const;

/** Records of one part of a client that stand, also before it is counted again: open ones first, then the newest first. */
export async function listClientMembers(
  sql: Sql,
  workspaceId: number,
  clientId: string,
  part: ClientListPart,
  page: PageRequest,
): Promise<Paged<ClientMemberView>> {
  const [isOpen, at, id] = decodeCursor(page.cursor, KEY);
  const { rows } = await sql.query<MemberRow>(
    `${members(`(select * from client_parts p where p.workspace_id = $1 and p.client_id = $2 and p.part = $4 and ${stands('p.entity_id')}
         and ($5::boolean is null or p.is_open < $5 or (p.is_open = $5 and (p.at < $6::timestamptz or (p.at = $6 and p.entity_id > $7::uuid))))
       order by p.is_open desc, p.at desc, p.entity_id limit $8) p`)}
     order by p.is_open desc, p.at desc, p.entity_id`,
    [workspaceId, clientId, shownFields, part, isOpen ?? null, at, id, page.limit + 1],
  );
  return toMembers(rows, page.limit);
}

/** The beginning of each list of a client, in one round trip. */
export async function readClientMembers(
  sql: Sql,
  workspaceId: number,
  clientId: string,
  limit: number,
): Promise<Record<ClientListPart, Paged<ClientMemberView>>> {
  const { rows } = await sql.query<MemberRow>({
    name: 'client-members',
    text: `${members(`unnest($4::text[]) as l (part) cross join lateral (select * from client_parts p
         where p.workspace_id = $1 and p.client_id = $2 and p.part = l.part and ${stands('p.entity_id')}
         order by p.is_open desc, p.at desc, p.entity_id limit $5) p`)}
       order by p.part, p.is_open desc, p.at desc, p.entity_id`,
    values: [workspaceId, clientId, shownFields, clientListParts, limit + 1],
  });
  const lists = clientListParts.map((part) => [
    part,
    toMembers(
      rows.filter((row) => row.part === part),
      limit,
    ),
  ]);
  return Object.fromEntries(lists) as Record<ClientListPart, Paged<ClientMemberView>>;
}

function toMembers(rows: readonly MemberRow[], limit: number): Paged<ClientMemberView> {
  const { items, nextCursor } = toPage(rows, limit, (row) => [String(row.isOpen), row.atText, row.id]);
  return { items: items.map(({ atText: _, ...member }) => member), nextCursor };
}
