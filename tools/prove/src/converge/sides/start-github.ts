import { createGitHubSandbox } from '@syncline/connector-github/sandbox';
import { reworded, splitSaid } from './said.ts';
import { clockOff, peopled, type Start, standsFor, UNLIMITED, type VendorSide, WEBHOOK_SECRET } from './side.ts';
import { paragraphsOf, textOf } from './texts.ts';

/** An organisation with one repository. */
export async function startGitHub(start: Start): Promise<VendorSide> {
  const sandbox = await createGitHubSandbox({
    seed: start.seed,
    issues: 0,
    repositories: 1,
    pullRequests: 0,
    projectItems: 0,
    rateLimit: UNLIMITED,
    clock: clockOff(start),
  });
  const repository = sandbox.repositories()[0]!;
  const ask = async (path: string): Promise<string> => {
    const answer = await fetch(`${sandbox.url}${path}`, { headers: { authorization: `Bearer ${sandbox.token}` } });
    return String(((await answer.json()) as { id: number }).id);
  };
  const repositoryId = await ask(`/repos/${repository}`);
  // The first owns the token.
  const called = new Map(start.everyone.map((name, index) => [name, sandbox.members()[index + 1]!]));
  const ids = new Map<string, string>();
  for (const [name, login] of called) ids.set(name, await ask(`/users/${login}`));
  const all = () => [...sandbox.issues(repository)];
  const find = (id: string) => all().find((issue) => String(issue.id) === id);
  const commentAt = (id: string) => [...sandbox.comments(repository)].find((comment) => String(comment.id) === id);
  const author = sandbox.members()[1]!;
  const numbers = new Map<string, number>();
  const numberOf = (id: string): number => {
    if (!numbers.has(id)) for (const issue of all()) numbers.set(String(issue.id), issue.number);
    return numbers.get(id) ?? 0;
  };
  return peopled({
    name: 'github',
    connector: 'github',
    stream: 'issues',
    remoteNames: { title: 'title', body: 'body', labels: 'labels', status: 'state', assignees: 'assignees' },
    people: { stream: 'users', scope: `orgs/${sandbox.org}`, ids, called },
    url: sandbox.url,
    settings: { owner: sandbox.org, ownerType: 'org' },
    secrets: { token: sandbox.token },
    faults: sandbox.faults,
    webhooks: sandbox.webhooks,
    writePaths: [
      { method: 'POST', path: '/issues$' },
      { method: 'PATCH', path: '/issues/\\d+$' },
    ],
    create({ title, body, labels, status, assignees }) {
      const { id, number } = sandbox.createIssue(repository, {
        title,
        body: body.join('\n\n'),
        labels: [...labels],
        assignees: assignees.map((name) => called.get(name)!),
      });
      numbers.set(String(id), number);
      if (status === 'closed') sandbox.editIssue(repository, number, { state: 'closed' });
      return String(id);
    },
    write(id, { field, value }) {
      const edit = (change: Parameters<typeof sandbox.editIssue>[2]): void =>
        void sandbox.editIssue(repository, numberOf(id), change);
      if (field === 'title') edit({ title: value });
      else if (field === 'body') edit({ body: textOf(value, find(id)?.body ?? null) });
      else if (field === 'labels') edit({ labels: [...value] });
      else if (field === 'status') edit({ state: value as 'open' | 'closed' });
      else if (field === 'assignees') edit({ assignees: value.map((name) => called.get(name)!) });
    },
    remove: (id) => sandbox.deleteIssue(repository, numberOf(id)),
    show(id) {
      const issue = find(id);
      return (
        issue && {
          title: issue.title,
          body: paragraphsOf(issue.body),
          labels: issue.labels,
          status: issue.state,
          priority: null,
          assignees: issue.assignees.map((login) => standsFor(called, login)),
        }
      );
    },
    withTitle: (prefix) => all().flatMap(({ id, title }) => (title.startsWith(prefix) ? [String(id)] : [])),
    place: (id) => ({
      externalId: id,
      locator: `${repository}#${numberOf(id)}`,
      scope: `${repositoryId}:${repository}`,
    }),
    desk: {
      stream: 'comments',
      vendor: 'GitHub',
      author,
      create: (id, words) => String(sandbox.createComment(repository, numberOf(id), words, { by: author }).id),
      edit: (_, id, words) =>
        void sandbox.editComment(repository, Number(id), reworded(commentAt(id)!.body, words), { by: author }),
      remove: (_, id) => sandbox.deleteComment(repository, Number(id), { by: author }),
      list: (id) =>
        [...sandbox.comments(repository)].flatMap((comment) =>
          comment.issueNumber === numberOf(id) ? [{ id: String(comment.id), ...splitSaid(comment.body) }] : [],
        ),
      place: (_, id) => ({
        externalId: id,
        locator: `${repository}/comments/${id}`,
        scope: `${repositoryId}:${repository}`,
      }),
      writePaths: [
        { method: 'POST', path: '/issues/\\d+/comments$' },
        { method: 'PATCH', path: '/issues/comments/\\d+$' },
      ],
    },
    subscribe: (url) => void sandbox.hooks.add({ url, secret: WEBHOOK_SECRET }),
    close: () => sandbox.close(),
  });
}
