import type { Sql } from '../database.ts';
import type { ClientFigures } from '../schema/index.ts';
import { cursorPattern, decodeCursor, type Paged, type PageRequest, toPage } from './cursor.ts';
import { titleOf } from './entity-words.ts';

export interface ClientFilter {
  /** Part of the name, the domain, or of a name or address of its people, in any case. */
  readonly text?: string | undefined;
  /** Only those with deals that go on, or with none. */
  readonly hasOpenDeals?: boolean | undefined;
  /** Only those with work that waits for other work, or with none. */
  readonly hasBlockedWork?: boolean | undefined;
  /** Only those with whom there was no contact since; those with whom there never was are among them. */
  readonly quietSince?: Date | undefined;
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
  /** When it was counted. */
  readonly keptAt: Date;
}

interface ClientRow extends Omit<ClientListItem, 'pipeline' | 'people' | 'fieldsFilled' | 'fieldsExpected'> {
  readonly sortName: string;
  readonly figures: ClientFigures;
}

/** Clients by name. */
export async function listClients(
  sql: Sql,
  workspaceId: number,
  filter: ClientFilter,
  page: PageRequest,
): Promise<Paged<ClientListItem>> {
  const [name, id] = decodeCursor(page.cursor, [/^[^\0]{0,2000}$/, cursorPattern.uuid]);
  const pattern = filter.text === undefined ? null : `%${filter.text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await sql.query<ClientRow>(
    `select c.client_id as id, ${titleOf('e')} as name, e.fields->>'domain' as domain, c.last_contact_at as "lastContactAt",
       c.open_deals as "openDeals", c.open_work as "openWork", c.blocked_work as "blockedWork", c.figures, c.kept_at as "keptAt", c.sort_name as "sortName"
     from (select * from clients c where c.workspace_id = $1 and c.figures is not null
         and ($2::text is null or (c.sort_name, c.client_id) > ($2, $3::uuid)) and ($4::text is null or c.words like $4)
         and ($5::boolean is null or (c.open_deals > 0) = $5) and ($6::boolean is null or (c.blocked_work > 0) = $6)
         and ($7::timestamptz is null or c.last_contact_at is null or c.last_contact_at < $7)
       order by c.sort_name, c.client_id limit $8) c
     join entities e on e.workspace_id = c.workspace_id and e.id = c.client_id order by c.sort_name, c.client_id`,
    [
      workspaceId,
      name,
      id,
      pattern,
      filter.hasOpenDeals ?? null,
      filter.hasBlockedWork ?? null,
      filter.quietSince ?? null,
      page.limit + 1,
    ],
  );
  const { items, nextCursor } = toPage(rows, page.limit, (row) => [row.sortName, row.id]);
  return { items: items.map(itemOf), nextCursor };
}

function itemOf({ figures, sortName: _, ...row }: ClientRow): ClientListItem {
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
  };
}
