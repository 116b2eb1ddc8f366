import { createGitLabSandbox } from '@syncline/connector-gitlab/sandbox';
import { reworded, splitSaid } from './said.ts';
import { clockOff, peopled, type Start, standsFor, UNLIMITED, type VendorSide, WEBHOOK_SECRET } from './side.ts';
import { paragraphsOf, textOf } from './texts.ts';

const PROJECT = 'acme/api';

/** A group with one project. */
export async function startGitLab(start: Start): Promise<VendorSide> {
  const sandbox = await createGitLabSandbox({
    seed: start.seed,
    issues: 0,
    projects: 1,
    workItems: 0,
    tasks: 0,
    epics: 0,
    comments: false,
    rateLimit: UNLIMITED,
    clock: clockOff(start),
  });
  const scope = sandbox.scopeOf(PROJECT);
  const others = sandbox.users().filter(({ bot, state }, index) => index > 0 && !bot && state === 'active');
  const ids = new Map(start.everyone.map((name, index) => [name, String(others[index]!.id)]));
  const called = new Map(start.everyone.map((name, index) => [name, others[index]!.username]));
  const assigned = (names: readonly string[]): number[] => names.map((name) => Number(ids.get(name)));
  const numbers = new Map<string, number>();
  const numberOf = (id: string): number => {
    const issue = sandbox.issueById(Number(id));
    if (issue) numbers.set(id, issue.iid);
    return numbers.get(id) ?? 0;
  };
  const notesOn = (id: string) => sandbox.comments(PROJECT, numberOf(id)).filter(({ system }) => !system);
  const noteAt = (on: string, id: string) => notesOn(on).find((note) => String(note.id) === id);
  const author = others[0]!;
  return peopled({
    name: 'gitlab',
    connector: 'gitlab',
    stream: 'issues',
    remoteNames: { title: 'title', body: 'description', labels: 'labels', status: 'state', assignees: 'assignees' },
    people: { stream: 'users', scope: sandbox.groupScope(), ids, called },
    url: sandbox.url,
    settings: { group: sandbox.group },
    secrets: { token: sandbox.token },
    faults: sandbox.faults,
    webhooks: sandbox.webhooks,
    writePaths: [
      { method: 'POST', path: '/issues$' },
      { method: 'PUT', path: '/issues/\\d+$' },
    ],
    create({ title, body, labels, status, assignees }) {
      const issue = sandbox.createIssue(PROJECT, {
        title,
        description: body.join('\n\n'),
        labels,
        assignees: assigned(assignees),
      });
      if (status === 'closed') sandbox.editIssue(PROJECT, issue.iid, { state: 'closed' });
      return String(issue.id);
    },
    write(id, { field, value }) {
      const edit = (change: Parameters<typeof sandbox.editIssue>[2]): void =>
        void sandbox.editIssue(PROJECT, numberOf(id), change);
      if (field === 'title') edit({ title: value });
      else if (field === 'body')
        edit({ description: textOf(value, sandbox.issueById(Number(id))?.description ?? null) });
      else if (field === 'labels') edit({ labels: value });
      else if (field === 'status') edit({ state: value as 'opened' | 'closed' });
      else if (field === 'assignees') edit({ assignees: assigned(value) });
    },
    remove: (id) => sandbox.deleteIssue(PROJECT, numberOf(id)),
    show(id) {
      const issue = sandbox.issueById(Number(id));
      return (
        issue && {
          title: issue.title,
          body: paragraphsOf(issue.description),
          labels: issue.labels,
          status: issue.state,
          priority: null,
          assignees: issue.assignees.map((userId) => standsFor(ids, String(userId))),
        }
      );
    },
    withTitle: (prefix) =>
      [...sandbox.issues(PROJECT)].flatMap(({ id, title }) => (title.startsWith(prefix) ? [String(id)] : [])),
    place: (id) => ({ externalId: id, locator: `${PROJECT}#${numberOf(id)}`, scope }),
    desk: {
      stream: 'comments',
      vendor: 'GitLab',
      author: author.name,
      create: (id, words) => String(sandbox.createComment(PROJECT, numberOf(id), words, { by: author.id }).id),
      edit: (on, id, words) =>
        void sandbox.editComment(PROJECT, numberOf(on), Number(id), reworded(noteAt(on, id)!.body, words)),
      remove: (on, id) => sandbox.deleteComment(PROJECT, numberOf(on), Number(id)),
      list: (on) => notesOn(on).map(({ id, body }) => ({ id: String(id), ...splitSaid(body) })),
      place: (on, id) => ({ externalId: id, locator: `${PROJECT}#${numberOf(on)}/notes/${id}`, scope }),
      writePaths: [
        { method: 'POST', path: '/notes$' },
        { method: 'PUT', path: '/notes/\\d+$' },
      ],
    },
    async subscribe(url) {
      const answer = await fetch(`${sandbox.url}/api/v4/projects/${encodeURIComponent(PROJECT)}/hooks`, {
        method: 'POST',
        headers: { 'private-token': sandbox.token, 'content-type': 'application/json' },
        body: JSON.stringify({
          url,
          token: WEBHOOK_SECRET,
          issues_events: true,
          note_events: true,
          enable_ssl_verification: false,
        }),
      });
      if (!answer.ok) throw new Error(`GitLab takes no webhook: ${await answer.text()}`);
    },
    close: () => sandbox.close(),
  });
}
