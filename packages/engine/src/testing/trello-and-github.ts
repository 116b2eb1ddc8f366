import { createGitHubSandbox, type GitHubSandbox, type IssueTruth } from '@syncline/connector-github/sandbox';
import { type CardTruth, createTrelloSandbox, type TrelloSandbox } from '@syncline/connector-trello/sandbox';
import { type SyncEngine, startSyncEngine } from '@syncline/testing';

const REPOSITORY = 'acme/api';

/** Pairs of hub value and remote value, as field maps write them. */
type Values = readonly (readonly [hub: string, remote: string])[];

/** What closing an issue is at Trello: another list, or the archive. */
export interface TrelloStatusMap {
  readonly remote: 'list' | 'state';
  readonly trello: Values;
  readonly github: Values;
}

/** A Trello with one board in step with a GitHub with one repository; both empty at the start. */
export interface TrelloAndGitHub {
  readonly trello: TrelloSandbox;
  readonly github: GitHubSandbox;
  readonly engine: SyncEngine;
  /** The board's id. */
  readonly board: string;
  /** Tells the engine of a change, as a webhook would. */
  touchCard(id: string): Promise<void>;
  touchIssue(issue: Pick<IssueTruth, 'id' | 'number'>): Promise<void>;
  touchIssueComment(id: number): Promise<void>;
  editIssue(number: number, edit: Parameters<GitHubSandbox['editIssue']>[2]): void;
  createIssue(edit: Parameters<GitHubSandbox['createIssue']>[1]): IssueTruth;
  commentsOn(issue: Pick<IssueTruth, 'number'>): string[];
  commentOn(issue: Pick<IssueTruth, 'number'>, body: string): number;
  /** The one of that title, as it is now. */
  issueTitled(title: string): IssueTruth;
  cardNamed(name: string): CardTruth;
  close(): Promise<void>;
}

export function trelloSide(sandbox: TrelloSandbox) {
  const { url, apiKey, token, secret } = sandbox;
  return {
    name: 'trello',
    connector: 'trello',
    url,
    settings: {},
    secrets: { apiKey, token, webhookSecret: secret },
  };
}

export async function startTrelloAndGitHub(statuses: TrelloStatusMap): Promise<TrelloAndGitHub> {
  const rateLimit = { limit: 1_000_000, windowMs: 10_000 };
  const trello = await createTrelloSandbox({ cards: 0, boards: 1, comments: false, rateLimit });
  const github = await createGitHubSandbox({ issues: 0, repositories: 1, pullRequests: 0, projectItems: 0 });
  const answer = await fetch(`${github.url}/repos/${REPOSITORY}`, {
    headers: { authorization: `Bearer ${github.token}` },
  });
  const scope = `${((await answer.json()) as { id: number }).id}:${REPOSITORY}`;
  const engine = await startSyncEngine({
    sides: [
      trelloSide(trello),
      {
        name: 'github',
        connector: 'github',
        url: github.url,
        settings: { owner: github.org, ownerType: 'org' },
        secrets: { token: github.token },
      },
    ],
  });
  const board = trello.boards()[0]?.id ?? '';
  await engine.configure('trackers', configOf(statuses, board));
  return {
    trello,
    github,
    engine,
    board,
    async touchCard(id) {
      await engine.hint('trello', { stream: 'cards', externalId: id, locator: id, scope: board });
    },
    async touchIssue({ id, number }) {
      const locator = `${REPOSITORY}#${number}`;
      await engine.hint('github', { stream: 'issues', externalId: String(id), locator, scope });
    },
    async touchIssueComment(id) {
      await engine.hint('github', { stream: 'comments', externalId: String(id), scope });
    },
    editIssue: (number, edit) => void github.editIssue(REPOSITORY, number, edit),
    createIssue: (edit) => {
      const { number } = github.createIssue(REPOSITORY, edit);
      return only([...github.issues(REPOSITORY)].filter((issue) => issue.number === number));
    },
    commentsOn: ({ number }) =>
      [...github.comments(REPOSITORY)].filter((one) => one.issueNumber === number).map(({ body }) => body),
    commentOn: ({ number }, body) => github.createComment(REPOSITORY, number, body).id,
    issueTitled: (title) => only([...github.issues(REPOSITORY)].filter((issue) => issue.title === title)),
    cardNamed: (name) => only(trello.cards(board).filter((card) => card.name === name)),
    async close() {
      await engine.stop();
      await github.close();
      await trello.close();
    },
  };
}

function configOf({ remote, trello, github }: TrelloStatusMap, board: string) {
  const common = { labels: 'labels' };
  return {
    kinds: {
      work_item: {
        members: [
          {
            connection: 'trello',
            stream: 'cards',
            createIn: board,
            defaults: { list: 'To Do' },
            fields: { ...common, title: 'name', body: 'description', status: { remote, values: trello } },
          },
          {
            connection: 'github',
            stream: 'issues',
            createIn: REPOSITORY,
            fields: { ...common, title: 'title', body: 'body', status: { remote: 'state', values: github } },
          },
        ],
      },
      comment: {
        members: [
          { connection: 'trello', stream: 'comments', createIn: board, fields: { body: 'body' } },
          { connection: 'github', stream: 'comments', createIn: REPOSITORY, fields: { body: 'body' } },
        ],
      },
    },
  };
}

function only<Value>(found: readonly Value[]): Value {
  if (found.length !== 1) throw new Error(`${found.length} records of that name`);
  return found[0]!;
}
