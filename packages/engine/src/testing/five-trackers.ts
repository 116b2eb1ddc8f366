import { createGitHubSandbox } from '@syncline/connector-github/sandbox';
import { createGitLabSandbox } from '@syncline/connector-gitlab/sandbox';
import { createJiraSandbox } from '@syncline/connector-jira/sandbox';
import { createOpenProjectSandbox } from '@syncline/connector-openproject/sandbox';
import { createTrelloSandbox } from '@syncline/connector-trello/sandbox';
import type { SyncSide } from '@syncline/testing';

/** A record as a hint names it. */
interface Place {
  readonly stream: string;
  readonly externalId: string;
  readonly locator: string | null;
  readonly scope: string;
}

/** A tracker with one empty project, as a test of texts looks at it. */
export interface Tracker {
  readonly side: SyncSide;
  readonly scope: string;
  /** Names of the fields of its issues. */
  readonly title: string;
  readonly body: string;
  readonly defaults?: Readonly<Record<string, string>>;
  /** People by what `people` and `notified` call them: those that a text can mention, the token's owner left out. */
  readonly people: readonly string[];
  /** One of them who shows no e-mail address to others; of the name that one at each of the others has, too, but for GitHub. */
  readonly hidden: string;
  /** A user as a hint names them. */
  userOf(person: string): Promise<Place>;
  /** How a text says their name so that they are told. */
  mention(person: string): string;
  /** Makes an issue and a comment on it, with the same words; mentions are made as people make them there. */
  say(title: string, words: readonly Word[]): { readonly issue: Place; readonly comment: Place };
  notified(): readonly string[];
  close(): Promise<void>;
}

/** Words, or somebody who is mentioned. */
export type Word = string | { readonly person: string };

/** Of the table at Trello, and somebody else's user name at GitLab. */
const NAMESAKE = 'jonas';

/** Somebody of this name is at all but GitHub; Jira, GitLab and Trello hide the address. */
const HIDDEN = 'Priya Raman';

/** A name that begins with a line first, the namesake third. */
function placeOf(username: string): number {
  return username.startsWith('_') ? 0 : username === NAMESAKE ? 2 : username === 'atanaka' ? 1 : 3;
}

const FREE = { limit: 1_000_000, windowMs: 10_000 };

export async function startFiveTrackers(): Promise<Tracker[]> {
  return Promise.all([startGitHub(), startGitLab(), startJira(), startTrello(), startOpenProject()]);
}

async function startGitHub(): Promise<Tracker> {
  const github = await createGitHubSandbox({ issues: 0, repositories: 1, pullRequests: 0, projectItems: 0 });
  const repository = github.repositories()[0]!;
  const headers = { authorization: `Bearer ${github.token}` };
  const answer = await fetch(`${github.url}/repos/${repository}`, { headers });
  const scope = `${((await answer.json()) as { id: number }).id}:${repository}`;
  const mention = (person: string): string => `@${person}`;
  const accountOf = async (login: string) => {
    const shown = await fetch(`${github.url}/users/${login}`, { headers });
    return (await shown.json()) as { id: number; email: string | null };
  };
  let hidden = '';
  for (const login of github.members().slice(4))
    if (hidden === '' && (await accountOf(login)).email === null) hidden = login;
  return {
    side: {
      name: 'github',
      connector: 'github',
      url: github.url,
      settings: { owner: github.org, ownerType: 'org' },
      secrets: { token: github.token },
    },
    scope,
    title: 'title',
    body: 'body',
    people: github.members().slice(1),
    hidden,
    userOf: async (login) => ({
      stream: 'users',
      externalId: String((await accountOf(login)).id),
      locator: login,
      scope: 'members',
    }),
    mention,
    say(title, words) {
      const body = textOf(words, mention);
      const { id, number } = github.createIssue(repository, { title, body });
      const comment = github.createComment(repository, number, body, { by: github.members()[1]! });
      return {
        issue: { stream: 'issues', externalId: String(id), locator: `${repository}#${number}`, scope },
        comment: {
          stream: 'comments',
          externalId: String(comment.id),
          locator: `${repository}/comments/${comment.id}`,
          scope,
        },
      };
    },
    notified: github.notified,
    close: () => github.close(),
  };
}

async function startGitLab(): Promise<Tracker> {
  const project = 'acme/api';
  const gitlab = await createGitLabSandbox({
    issues: 0,
    projects: 1,
    workItems: 0,
    tasks: 0,
    epics: 0,
    comments: false,
    rateLimit: FREE,
  });
  const scope = gitlab.scopeOf(project);
  const mention = (person: string): string => `@${person}`;
  const users = gitlab.users().filter(({ bot, state }) => !bot && state === 'active');
  return {
    side: {
      name: 'gitlab',
      connector: 'gitlab',
      url: gitlab.url,
      settings: { group: gitlab.group },
      secrets: { token: gitlab.token },
    },
    scope,
    title: 'title',
    body: 'description',
    people: users.map(({ username }) => username).sort((a, b) => placeOf(a) - placeOf(b)),
    hidden: users.find(({ name }) => name === HIDDEN)!.username,
    userOf: async (person) => {
      const { id } = users.find(({ username }) => username === person)!;
      return { stream: 'users', externalId: String(id), locator: String(id), scope };
    },
    mention,
    say(title, words) {
      const text = textOf(words, mention);
      const { id, iid } = gitlab.createIssue(project, { title, description: text });
      const comment = gitlab.createComment(project, iid, text, { by: users[0]!.id });
      return {
        issue: { stream: 'issues', externalId: String(id), locator: `${project}#${iid}`, scope },
        comment: {
          stream: 'comments',
          externalId: String(comment.id),
          locator: `${project}#${iid}/notes/${comment.id}`,
          scope,
        },
      };
    },
    notified: gitlab.notified,
    close: () => gitlab.close(),
  };
}

async function startJira(): Promise<Tracker> {
  const jira = await createJiraSandbox({ issues: 0, projects: 1, comments: false });
  const scope = jira.projects()[0]!;
  return {
    side: {
      name: 'jira',
      connector: 'jira',
      url: jira.url,
      settings: { email: jira.email },
      secrets: { token: jira.token },
    },
    scope,
    title: 'summary',
    body: 'description',
    defaults: { issue_type: 'Task' },
    people: jira
      .users()
      .slice(1)
      .map(({ accountId }) => accountId),
    hidden: jira.users().find(({ name, showsEmail }) => name === HIDDEN && !showsEmail)!.accountId,
    userOf: async (person) => ({ stream: 'users', externalId: person, locator: person, scope: 'site' }),
    // Nothing that is typed mentions anybody.
    mention: (person) => `[~accountid:${person}]`,
    say(title, words) {
      const content = words.map((word) =>
        typeof word === 'string'
          ? { type: 'text', text: word }
          : { type: 'mention', attrs: { id: word.person, text: '@Somebody' } },
      );
      const { id, key } = jira.createIssue(scope, { summary: title, description: textOf(words, () => '') });
      const document = { type: 'doc', version: 1, content: [{ type: 'paragraph', content }] } as const;
      const comment = jira.createComment(key, document as unknown as Parameters<typeof jira.createComment>[1]);
      return {
        issue: { stream: 'issues', externalId: id, locator: key, scope },
        comment: { stream: 'comments', externalId: String(comment.id), locator: `${id}/comments/${comment.id}`, scope },
      };
    },
    notified: jira.notified,
    close: () => jira.close(),
  };
}

async function startTrello(): Promise<Tracker> {
  const trello = await createTrelloSandbox({ cards: 0, boards: 1, comments: false, rateLimit: FREE });
  const scope = trello.boards()[0]!.id;
  const mention = (person: string): string => `@${person}`;
  return {
    side: {
      name: 'trello',
      connector: 'trello',
      url: trello.url,
      settings: {},
      secrets: { apiKey: trello.apiKey, token: trello.token, webhookSecret: trello.secret },
    },
    scope,
    title: 'name',
    body: 'description',
    defaults: { list: 'To Do' },
    people: trello
      .members()
      .slice(1)
      .map(({ username }) => username)
      .sort((a, b) => Number(b === NAMESAKE) - Number(a === NAMESAKE)),
    hidden: trello.members().find(({ fullName }) => fullName === HIDDEN)!.username,
    userOf: async (person) => {
      const { id } = trello.members().find(({ username }) => username === person)!;
      return { stream: 'members', externalId: id, locator: id, scope };
    },
    mention,
    say(title, words) {
      const text = textOf(words, mention);
      const { id } = trello.createCard(scope, { name: title, desc: text });
      const comment = trello.createComment(id, text);
      return {
        issue: { stream: 'cards', externalId: id, locator: id, scope },
        comment: { stream: 'comments', externalId: comment.id, locator: null, scope },
      };
    },
    notified: trello.notified,
    close: () => trello.close(),
  };
}

async function startOpenProject(): Promise<Tracker> {
  const openproject = await createOpenProjectSandbox({
    workPackages: 0,
    projects: 1,
    comments: false,
    rateLimit: FREE,
  });
  const { id: projectId, identifier } = openproject.projects()[0]!;
  const scope = String(projectId);
  const mention = (person: string): string =>
    `<mention class="mention" data-id="${person}" data-type="user" data-text="@Somebody">@Somebody</mention>`;
  const users = openproject.principals().filter(({ type, status }) => type === 'User' && status === 'active');
  return {
    side: {
      name: 'openproject',
      connector: 'openproject',
      url: openproject.url,
      settings: {},
      secrets: { token: openproject.token },
    },
    scope,
    title: 'subject',
    body: 'description',
    defaults: { issue_type: 'Task' },
    people: users.slice(1).map(({ id }) => String(id)),
    hidden: String(users.find(({ name }) => name === HIDDEN)!.id),
    userOf: async (person) => ({ stream: 'users', externalId: person, locator: person, scope: 'instance' }),
    mention,
    say(title, words) {
      const text = textOf(words, mention);
      const { id } = openproject.createWorkPackage(identifier, { subject: title, description: text });
      const comment = openproject.createComment(id, text);
      return {
        issue: { stream: 'work_packages', externalId: id, locator: id, scope },
        comment: { stream: 'comments', externalId: String(comment.id), locator: null, scope },
      };
    },
    notified: openproject.notified,
    close: () => openproject.close(),
  };
}

function textOf(words: readonly Word[], mention: (person: string) => string): string {
  return words.map((word) => (typeof word === 'string' ? word : mention(word.person))).join('');
}
