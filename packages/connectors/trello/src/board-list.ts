import type { ApiAnswer, TrelloClient } from './client.ts';
import { asItem, idOf, listOf, textOf } from './item.ts';
import { boardTerm } from './scopes.ts';

/** What is kept of a board. */
const BOARD_FIELDS = 'name,desc,closed,url,shortLink,shortUrl,idOrganization,dateLastActivity';

/** A board by its id or the short name in its address. */
export function readBoard(client: TrelloClient, term: string, signal: AbortSignal): Promise<ApiAnswer> {
  return client.send({ path: `/boards/${boardTerm(term)}`, query: { fields: BOARD_FIELDS } }, signal);
}

/** The boards that take part, closed ones too: those that the settings name, or all of the token's member. */
export async function readBoards(client: TrelloClient, signal: AbortSignal): Promise<ApiAnswer> {
  const { boards } = client.settings;
  if (!boards)
    return client.send({ path: '/members/me/boards', query: { filter: 'all', fields: BOARD_FIELDS } }, signal);
  const answers = [];
  for (const term of boards) answers.push(await readBoard(client, term, signal));
  const data = answers.map((answer) => answer.data);
  const [first] = answers;
  return { data, raw: Buffer.from(JSON.stringify(data)), observedAt: first?.observedAt ?? new Date() };
}

export interface BoardName {
  readonly id: string;
  readonly name: string;
  readonly shortLink: string | null;
}

export async function listBoards(client: TrelloClient, signal: AbortSignal): Promise<readonly BoardName[]> {
  const { data } = await readBoards(client, signal);
  return listOf(data).flatMap((value) => {
    const item = asItem(value);
    const id = idOf(item);
    const shortLink = textOf(item?.['shortLink']);
    return id === null ? [] : [{ id, name: textOf(item?.['name']) ?? id, shortLink }];
  });
}

/** The id of a scope's board. */
export async function boardIdOf(client: TrelloClient, scope: string, signal: AbortSignal): Promise<string> {
  const term = boardTerm(scope);
  if (term.length === 24) return term;
  const { data } = await client.once(`board/${term}`, () => readBoard(client, term, signal));
  return idOf(data) ?? term;
}

/** Says so when the settings leave a board out; null when it takes part, or is not shown. */
export async function leftOutBoard(
  client: TrelloClient,
  boardId: string | null,
  signal: AbortSignal,
): Promise<string | null> {
  const { boards } = client.settings;
  if (boards === undefined || boardId === null || boards.includes(boardId)) return null;
  const taken = await client.once('boards taken', async () => {
    const named = await listBoards(client, signal);
    return new Set(named.map(({ id }) => id));
  });
  return taken.has(boardId) ? null : `board ${boardId} is not among those of the connection`;
}
