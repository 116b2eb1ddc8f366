import { createGitLabSandbox, type GitLabSandbox } from '@syncline/connector-gitlab/sandbox';
import { createJiraSandbox, type JiraSandbox } from '@syncline/connector-jira/sandbox';
import { createTrelloSandbox, type TrelloSandbox } from '@syncline/connector-trello/sandbox';
import { type SyncEngine, startSyncEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const FREE = { limit: 1_000_000, windowMs: 10_000 };

describe('relations of Jira', () => {
  let jira: JiraSandbox;
  let gitlab: GitLabSandbox;
  let trello: TrelloSandbox;
  let engine: SyncEngine;
  let project: string;
  let board: string;

  beforeAll(async () => {
    jira = await createJiraSandbox({ issues: 0, projects: 1, comments: false });
    gitlab = await createGitLabSandbox({
      issues: 2,
      projects: 1,
      workItems: 0,
      tasks: 1,
      epics: 0,
      comments: false,
      rateLimit: FREE,
    });
    trello = await createTrelloSandbox({ cards: 0, boards: 1, comments: false, rateLimit: FREE });
    project = jira.projects()[0]!;
    board = trello.boards()[0]!.id;
    engine = await startSyncEngine({
      sides: [
        {
          name: 'jira',
          connector: 'jira',
          url: jira.url,
          settings: { email: jira.email },
          secrets: { token: jira.token },
        },
        {
          name: 'gitlab',
          connector: 'gitlab',
          url: gitlab.url,
          settings: { group: gitlab.group },
          secrets: { token: gitlab.token },
        },
        {
          name: 'trello',
          connector: 'trello',
          url: trello.url,
          settings: {},
          secrets: { apiKey: trello.apiKey, token: trello.token, webhookSecret: trello.secret },
        },
      ],
      logLevel: 'silent',
    });
    await engine.configure('relations', {
      kinds: {
        work_item: {
          members: [
            {
              connection: 'jira',
              stream: 'issues',
              createIn: project,
              defaults: { issue_type: 'Task' },
              fields: { title: 'summary', parent: 'parent', related: 'related_to' },
            },
            { connection: 'gitlab', stream: 'issues', create: false, fields: { title: 'title' } },
            {
              connection: 'gitlab',
              stream: 'work_items',
              create: false,
              fields: { title: 'title', parent: 'parent' },
            },
            {
              connection: 'trello',
              stream: 'cards',
              createIn: board,
              defaults: { list: 'To Do' },
              fields: { title: 'name', related: 'related_to' },
            },
          ],
        },
      },
    });
  });
  afterAll(async () => {
    await engine?.stop();
    await jira?.close();
    await gitlab?.close();
    await trello?.close();
  });

  const issueOf = (title: string) => [...jira.issues(project)].find(({ summary }) => summary === title)!;
  const cardOf = (title: string) => trello.cards(board).find(({ name }) => name === title)!;
  const touchJira = async (...keys: string[]) => {
    for (const key of keys)
      await engine.hint('jira', { stream: 'issues', externalId: jira.issue(key)!.id, locator: key, scope: project });
    await engine.quiet();
  };
  const touchCard = async (...ids: string[]) => {
    for (const id of ids) await engine.hint('trello', { stream: 'cards', externalId: id, locator: id, scope: board });
    await engine.quiet();
  };
  const touchTask = async (iid: number) => {
    const { id } = gitlab.issue('acme/api', iid)!;
    const locator = `acme/api/work_items/${iid}`;
    await engine.hint('gitlab', {
      stream: 'work_items',
      externalId: String(id),
      locator,
      scope: gitlab.scopeOf('acme/api'),
    });
    await engine.quiet();
  };

  it('and a task of GitLab agree on its parent, which either changes and takes away', async () => {
    const [first, second] = [...gitlab.issues('acme/api')].filter(({ type }) => type === 'issue');
    const task = () => [...gitlab.issues('acme/api')].find(({ type }) => type === 'task')!;
    for (const { id, iid } of [first!, second!])
      await engine.hint('gitlab', {
        stream: 'issues',
        externalId: String(id),
        locator: `acme/api#${iid}`,
        scope: gitlab.scopeOf('acme/api'),
      });
    await engine.quiet();
    await touchTask(task().iid);
    const twin = () => issueOf(task().title);
    expect(twin().parent).toBe(issueOf(first!.title).id);

    jira.editIssue(twin().key, { parent: issueOf(second!.title).id });
    await touchJira(twin().key);
    expect(task().parent).toBe(second!.id);

    const answer = await fetch(`${gitlab.url}/api/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${gitlab.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        query: 'mutation updateWorkItem($input: WorkItemUpdateInput!) { workItemUpdate(input: $input) { errors } }',
        variables: { input: { id: `gid://gitlab/WorkItem/${task().id}`, hierarchyWidget: { parentId: null } } },
      }),
    });
    expect(answer.status).toBe(200);
    expect(task().parent).toBeNull();
    await touchTask(task().iid);
    expect(twin().parent).toBeNull();
  });

  it('and cards of Trello agree on which are related, at whichever card that is said', async () => {
    const [one, other] = ['One', 'Other'].map((summary) => jira.createIssue(project, { summary }));
    await touchJira(one!.key, other!.key);
    const link = jira.addLink('Relates', one!.key, other!.key);
    await touchJira(one!.key, other!.key);
    const attachedTo = (title: string) => trello.attachments(cardOf(title).id).map(({ link: address }) => address);
    expect(attachedTo('One')).toEqual([trello.addressOfCard(cardOf('Other').id)]);
    expect(attachedTo('Other')).toEqual([trello.addressOfCard(cardOf('One').id)]);

    trello.removeAttachment(trello.attachments(cardOf('Other').id)[0]!.id);
    await touchCard(cardOf('Other').id);
    expect(issueOf('One').relatedTo).toEqual([]);
    await touchJira(one!.key, other!.key);
    expect(attachedTo('One')).toEqual([]);
    expect(() => jira.removeLink(link)).toThrow();

    trello.attachLink(cardOf('One').id, `${trello.addressOfCard(cardOf('Other').id)}/2-other`);
    await touchCard(cardOf('One').id);
    expect(issueOf('One').relatedTo).toEqual([other!.id]);
    await touchJira(one!.key, other!.key);
    expect(attachedTo('Other')).toEqual([trello.addressOfCard(cardOf('One').id)]);
    const { rows } = await engine.ctx.store.query('select id from reconciliation_items where state = $1', ['open']);
    expect(rows).toEqual([]);
  });
});
