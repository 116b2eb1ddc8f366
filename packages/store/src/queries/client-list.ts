import type { ClientTroubleCounts } from '../clients/trouble-counts.ts';
import type { Sql } from '../database.ts';
import type { ClientFigures } from '../schema/index.ts';
import { cursorPattern, decodeCursor, type Paged, type PageRequest, toPage } from './cursor.ts';
import { titleOf } from './entity-words.ts';

/** What waits for somebody; `any`: whatever it is. */
export const clientTroubles = ['any', 'conflicts', 'items', 'duplicates', 'proposals'] as const;
export type ClientTrouble = (typeof clientTroubles)[number];

/** By name; the least complete first; those with the most that waits for somebody first. */
export const clientSorts = ['name', 'quality', 'troubles'] as const;
export type ClientSort = (typeof clientSorts)[number];

export interface ClientFilter {
  /** Part of the name, the domain, or of a name or address of its people, in any case. */
  readonly text?: string | undefined;
  /** Only those with deals that go on, or with none. */
  readonly hasOpenDeals?: boolean | undefined;
  /** Only those with work that waits for other work, or with none. */
  readonly hasBlockedWork?: boolean | undefined;
  /** Only those with whom there was no contact since; those with whom there never was are among them. */
  readonly quietSince?: Date | undefined;
  /** Only those of which something of this kind waits for somebody. */
  readonly has?: ClientTrouble | undefined;
}

export interface ClientListItem {
  /** The account. */
  readonly id: string;
  readonly name: string | null;
  readonly domain: string | null;
  readonly lastContactAt: Date | null;
  readonly people: number;
  readonly openDeals: number;
  readonly openWork: number;
  readonly blockedWork: number;
  /** Of deals that go on, by currency. */
  readonly pipeline: readonly { readonly currency: string | null; readonly amount: number }[];
  /** Of the fields that a complete record has, how many there are. */
  readonly fieldsFilled: number;
  readonly fieldsExpected: number;
  /** What waits for somebody, of the account and its people, deals, quotes and work. */
  readonly troubles: ClientTroubleCounts;
  /** When it was counted. */
  readonly keptAt: Date;
}

interface ClientRow
  extends Omit<ClientListItem, 'pipeline' | 'people' | 'fieldsFilled' | 'fieldsExpected' | 'troubles'>,
    ClientTroubleCounts {
  readonly sortKey: string;
  readonly figures: ClientFigures;
}

/** By what a list is in order, each along an index of its own; ids tell apart what is the same. */
const orders: Readonly<
  Record<ClientSort, { readonly by: string; readonly type: string; readonly isDown?: true; readonly pattern: RegExp }>
> = {
  name: { by: 'c.sort_name', type: 'text', pattern: /^[^\0]{0,2000}$/ },
  quality: { by: 'c.completeness', type: 'float8', pattern: /^\d(\.\d{1,20})?(e-\d{1,3})?$/ },
  troubles: { by: 'c.troubles', type: 'int', isDown: true, pattern: /^\d{1,9}$/ },
};

/** Those with any are few, and have an index. */
const having: Readonly<Record<ClientTrouble, string>> = {
  any: 'c.troubles > 0',
  conflicts: 'c.troubles > 0 and c.open_conflicts > 0',
  items: 'c.troubles > 0 and c.open_items > 0',
  duplicates: 'c.troubles > 0 and c.open_duplicates > 0',
  proposals: 'c.troubles > 0 and c.waiting_proposals > 0',
};

/** Clients in their order. */
export async function listClients(
  sql: Sql,
  workspaceId: number,
  filter: ClientFilter,
  page: PageRequest & { readonly sort?: ClientSort | undefined },
): Promise<Paged<ClientListItem>> {
  const { by, type, isDown, pattern: key } = orders[page.sort ?? 'name'];
  const [after, id] = decodeCursor(page.cursor, [key, cursorPattern.uuid]);
  const order = isDown ? `${by} desc, c.client_id desc` : `${by}, c.client_id`;
  const pattern = filter.text === undefined ? null : `%${filter.text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await sql.query<ClientRow>(
    `select c.client_id as id, ${titleOf('e')} as name, e.fields->>'domain' as domain, c.last_contact_at as "lastContactAt",
       c.open_deals as "openDeals", c.open_work as "openWork", c.blocked_work as "blockedWork", c.figures, c.kept_at as "keptAt",
       c.open_conflicts as conflicts, c.open_items as items, c.open_duplicates as duplicates, c.waiting_proposals as proposals, ${by}::text as "sortKey"
     from (select * from clients c where c.workspace_id = $1 and c.figures is not null${filter.has === undefined ? '' : ` and ${having[filter.has]}`}
         and ($2::${type} is null or (${by}, c.client_id) ${isDown ? '<' : '>'} ($2::${type}, $3::uuid)) and ($4::text is null or c.words like $4)
         and ($5::boolean is null or (c.open_deals > 0) = $5) and ($6::boolean is null or (c.blocked_work > 0) = $6)
         and ($7::timestamptz is null or c.last_contact_at is null or c.last_contact_at < $7)
       order by ${order} limit $8) c
     join entities e on e.workspace_id = c.workspace_id and e.id = c.client_id order by ${order}`,
    [
      workspaceId,
      after,
      id,
      pattern,
      filter.hasOpenDeals ?? null,
      filter.hasBlockedWork ?? null,
      filter.quietSince ?? null,
      page.limit + 1,
    ],
  );
  const { items, nextCursor } = toPage(rows, page.limit, (row) => [row.sortKey, row.id]);
  return { items: items.map(itemOf), nextCursor };
}

function itemOf({ figures, sortKey: _, conflicts, items, duplicates, proposals, ...row }: ClientRow): ClientListItem {
  const amounts = Map.groupBy(figures.pipeline, ({ currency }) => currency);
  return {
    ...row,
    people: figures.counts.person,
    pipeline: [...amounts].map(([currency, stages]) => ({
      currency,
      amount: stages.reduce((sum, { amount }) => sum + Math.round(amount * 100), 0) / 100,
    })),
    fieldsFilled: figures.quality.filled,
    fieldsExpected: figures.quality.expected,
    troubles: { conflicts, items, duplicates, proposals },
  };
}
