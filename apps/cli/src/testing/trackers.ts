import { createGitHubSandbox } from '@syncline/connector-github/sandbox';
import { createGitLabSandbox } from '@syncline/connector-gitlab/sandbox';
import { createJiraSandbox } from '@syncline/connector-jira/sandbox';
import { createOpenProjectSandbox } from '@syncline/connector-openproject/sandbox';
import { createTrelloSandbox } from '@syncline/connector-trello/sandbox';
import {
  gitHubPlaces,
  gitHubSide,
  gitLabSide,
  jiraPlaces,
  jiraSide,
  type OpenedSide,
  openProjectSide,
  trelloSide,
} from './opened-sides.ts';
import type { Place } from './preset-bench.ts';

/** An issue as a tracker shows it. */
export interface Shown {
  readonly status: string;
  readonly text: string;
  /** Null: the tracker has none. */
  readonly labels: readonly string[] | null;
  /** Ids, as `people` has them. */
  readonly assignees: readonly string[];
  readonly comments: readonly string[];
}

/** A tracker with one empty project, in which issues are called by their titles. */
export interface Tracker {
  readonly name: string;
  readonly opened: OpenedSide;
  /** A person's id, what `people` calls the person, and where the record is. */
  readonly person: { readonly id: string; readonly called: string; readonly place: Place };
  create(title: string, text: string): void;
  /** In the tracker's own word. */
  move(title: string, status: string): void;
  assign(title: string): void;
  /** Where what was said is. */
  say(title: string, text: string): Place;
  place(title: string): Place;
  titles(): string[];
  show(title: string): Shown;
}

const MARKER = /\s*<!-- syncline:[\w-]+ -->\s*$/;
const plain = (text: string | null): string => (text ?? '').replace(MARKER, '');
const only = <Item>(found: readonly Item[]): Item => {
  if (found.length !== 1) throw new Error(`There are ${found.length}`);
  return found[0]!;
};

export async function openGitHub(): Promise<Tracker> {
  const sandbox = await createGitHubSandbox({ issues: 0, repositories: 1, pullRequests: 0, projectItems: 0 });
  const at = await gitHubPlaces(sandbox);
  const repository = sandbox.repositories()[0]!;
  const login = sandbox.members()[1]!;
  const all = () => [...sandbox.issues(repository)];
  const find = (title: string) => only(all().filter((issue) => issue.title === title));
  return {
    name: 'github',
    opened: gitHubSide(sandbox),
    person: { id: login, called: login, place: at.user(login) },
    create: (title, body) => void sandbox.createIssue(repository, { title, body, labels: ['bug'] }),
    move: (title, state) =>
      void sandbox.editIssue(repository, find(title).number, { state: state as 'open' | 'closed' }),
    assign: (title) => void sandbox.editIssue(repository, find(title).number, { assignees: [login] }),
    say(title, text) {
      const { number } = find(title);
      return at.comment(sandbox.createComment(repository, number, text).id, number);
    },
    place: (title) => at.issue(find(title).number),
    titles: () => all().map(({ title }) => title),
    show(title) {
      const { number, state, body, labels, assignees } = find(title);
      const comments = [...sandbox.comments(repository)].filter(({ issueNumber }) => issueNumber === number);
      return { status: state, text: plain(body), labels, assignees, comments: comments.map((one) => plain(one.body)) };
    },
  };
}

export async function openGitLab(): Promise<Tracker> {
  const sandbox = await createGitLabSandbox({ issues: 0, projects: 1, workItems: 0, tasks: 0, epics: 0 });
  const project = 'acme/api';
  const scope = sandbox.scopeOf(project);
  const { id, username } = sandbox.users()[1]!;
  const find = (title: string) => only([...sandbox.issues(project)].filter((issue) => issue.title === title));
  const at = (stream: string, externalId: number, locator: string, where = scope): Place => ({
    side: 'gitlab',
    stream,
    externalId: String(externalId),
    locator,
    scope: where,
  });
  return {
    name: 'gitlab',
    opened: gitLabSide(sandbox),
    person: { id: String(id), called: username, place: at('users', id, username, sandbox.groupScope()) },
    create: (title, description) => void sandbox.createIssue(project, { title, description, labels: ['bug'] }),
    move: (title, state) => void sandbox.editIssue(project, find(title).iid, { state: state as 'opened' | 'closed' }),
    assign: (title) => void sandbox.editIssue(project, find(title).iid, { assignees: [id] }),
    say(title, text) {
      const { iid } = find(title);
      const comment = sandbox.createComment(project, iid, text).id;
      return at('comments', comment, `${project}#${iid}/notes/${comment}`);
    },
    place(title) {
      const issue = find(title);
      return at('issues', issue.id, `${project}#${issue.iid}`);
    },
    titles: () => [...sandbox.issues(project)].map(({ title }) => title),
    show(title) {
      const { iid, state, description, labels, assignees } = find(title);
      const comments = sandbox.comments(project, iid).filter(({ system }) => !system);
      return {
        status: state,
        text: plain(description),
        labels,
        assignees: assignees.map(String),
        comments: comments.map(({ body }) => plain(body)),
      };
    },
  };
}

export async function openJira(): Promise<Tracker> {
  const sandbox = await createJiraSandbox({ issues: 0, projects: 1, comments: false });
  const at = jiraPlaces('10000');
  const { accountId } = sandbox.users()[1]!;
  const find = (title: string) => only([...sandbox.issues('API')].filter(({ summary }) => summary === title));
  return {
    name: 'jira',
    opened: jiraSide(sandbox),
    person: { id: accountId, called: accountId, place: at.user(accountId) },
    create: (title, text) => void sandbox.createIssue('API', { summary: title, description: text, labels: ['bug'] }),
    move: (title, status) => void sandbox.editIssue(find(title).id, { status }),
    assign: (title) => void sandbox.editIssue(find(title).id, { assignee: accountId }),
    say(title, text) {
      const issue = find(title);
      return at.comment(issue, sandbox.createComment(issue.id, text).id);
    },
    place: (title) => at.issue(find(title)),
    titles: () => [...sandbox.issues('API')].map(({ summary }) => summary),
    show(title) {
      const { id, status, description, labels, assignee } = find(title);
      return {
        status,
        text: wordsOf(description),
        labels,
        assignees: assignee === null ? [] : [assignee],
        comments: sandbox.comments(id).map(({ body }) => wordsOf(body)),
      };
    },
  };
}

export async function openTrello(): Promise<Tracker> {
  const sandbox = await createTrelloSandbox({ cards: 0, boards: 1, comments: false });
  const scope = sandbox.boards()[0]!.id;
  const member = sandbox.members()[1]!.id;
  const find = (title: string) => only(sandbox.cards(scope).filter(({ name }) => name === title));
  const at = (stream: string, externalId: string, locator = externalId): Place => ({
    side: 'trello',
    stream,
    externalId,
    locator,
    scope,
  });
  return {
    name: 'trello',
    opened: trelloSide(sandbox),
    person: { id: member, called: member, place: at('members', member) },
    create: (title, text) =>
      void sandbox.createCard(scope, { name: title, desc: text, labels: [sandbox.labels(scope)[0]!.name] }),
    move: (title, list) =>
      void sandbox.editCard(find(title).id, list === '(archived)' ? { closed: true } : { list, closed: false }),
    assign: (title) => void sandbox.editCard(find(title).id, { members: [member] }),
    say(title, text) {
      const { id } = find(title);
      const comment = sandbox.createComment(id, text);
      return at('comments', comment.id, `${id}/${comment.id}`);
    },
    place: (title) => at('cards', find(title).id),
    titles: () => sandbox.cards(scope).map(({ name }) => name),
    show(title) {
      const { id, list, closed, desc, labels, members } = find(title);
      return {
        status: closed ? `${list} (archived)` : list,
        text: plain(desc),
        labels,
        assignees: members,
        comments: sandbox.comments(id).map(({ text }) => plain(text)),
      };
    },
  };
}

export async function openOpenProject(): Promise<Tracker> {
  const sandbox = await createOpenProjectSandbox({ workPackages: 0, projects: 1, comments: false });
  const { id: projectId, identifier } = sandbox.projects()[0]!;
  const person = String(sandbox.principals()[1]!.id);
  const find = (title: string) => only([...sandbox.workPackages(identifier)].filter((one) => one.subject === title));
  const at = (stream: string, externalId: string, locator = externalId, scope = String(projectId)): Place => ({
    side: 'openproject',
    stream,
    externalId,
    locator,
    scope,
  });
  return {
    name: 'openproject',
    opened: openProjectSide(sandbox),
    person: { id: person, called: person, place: at('users', person, person, 'site') },
    create: (title, text) => void sandbox.createWorkPackage(identifier, { subject: title, description: text }),
    move: (title, status) => void sandbox.editWorkPackage(find(title).id, { status }),
    assign: (title) => void sandbox.editWorkPackage(find(title).id, { assignee: person }),
    say(title, text) {
      const { id } = find(title);
      const comment = String(sandbox.createComment(id, text).id);
      return at('comments', comment, `${id}/${comment}`);
    },
    place: (title) => at('work_packages', find(title).id),
    titles: () => [...sandbox.workPackages(identifier)].map(({ subject }) => subject),
    show(title) {
      const { id, status, description, assignee } = find(title);
      return {
        status,
        text: plain(description),
        labels: null,
        assignees: assignee === null ? [] : [assignee],
        comments: sandbox.comments(id).map(({ notes }) => plain(notes)),
      };
    },
  };
}

/** The words of an Atlassian document. */
function wordsOf(node: unknown): string {
  const { text, content = [] } = (node ?? {}) as { text?: string; content?: readonly unknown[] };
  return text ?? content.map(wordsOf).join('');
}
