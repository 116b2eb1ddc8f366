import { createOpenProjectSandbox } from '@syncline/connector-openproject/sandbox';
import { clockOff, peopled, type Start, standsFor, UNLIMITED, type VendorSide, WEBHOOK_SECRET } from './side.ts';
import { paragraphsOf, textOf } from './texts.ts';

const PROJECT = 'api';

/** An instance with one project. */
export async function startOpenProject(start: Start): Promise<VendorSide> {
  const sandbox = await createOpenProjectSandbox({
    seed: start.seed,
    workPackages: 0,
    projects: 1,
    comments: false,
    rateLimit: UNLIMITED,
    clock: clockOff(start),
  });
  const scope = String(sandbox.projects()[0]!.id);
  const others = sandbox.principals().filter(({ type, status }, i) => i > 0 && type === 'User' && status === 'active');
  const ids = new Map(start.everyone.map((name, index) => [name, String(others[index]!.id)]));
  const assigned = (names: readonly string[]): string | null => ids.get(names[0] ?? '') ?? null;
  return peopled({
    name: 'openproject',
    connector: 'openproject',
    stream: 'work_packages',
    remoteNames: { title: 'subject', body: 'description', status: 'status', assignees: 'assignee' },
    people: { stream: 'users', scope: 'site', ids, called: ids },
    url: sandbox.url,
    settings: {},
    secrets: { token: sandbox.token },
    faults: sandbox.faults,
    webhooks: sandbox.webhooks,
    writePaths: [
      { method: 'POST', path: '/work_packages$' },
      { method: 'PATCH', path: '/work_packages/\\d+' },
    ],
    create: ({ title, body, status, assignees }) =>
      sandbox.createWorkPackage(PROJECT, {
        subject: title,
        description: body.join('\n\n'),
        status,
        assignee: assigned(assignees),
      }).id,
    write(id, { field, value }) {
      if (field === 'title') sandbox.editWorkPackage(id, { subject: value });
      else if (field === 'body')
        sandbox.editWorkPackage(id, { description: textOf(value, sandbox.workPackage(id)?.description ?? null) });
      else if (field === 'status') sandbox.editWorkPackage(id, { status: value });
      else if (field === 'assignees') sandbox.editWorkPackage(id, { assignee: assigned(value) });
    },
    remove: (id) => sandbox.deleteWorkPackage(id),
    show(id) {
      const one = sandbox.workPackage(id);
      return (
        one && {
          title: one.subject,
          body: paragraphsOf(one.description),
          labels: [],
          status: one.status,
          priority: null,
          assignees: one.assignee === null ? [] : [standsFor(ids, one.assignee)],
        }
      );
    },
    withTitle: (prefix) =>
      [...sandbox.workPackages(PROJECT)].flatMap(({ id, subject }) => (subject.startsWith(prefix) ? [id] : [])),
    place: (id) => ({ externalId: id, locator: id, scope }),
    subscribe: (url) =>
      void sandbox.hooks.add({ url, secret: WEBHOOK_SECRET, events: ['work_package:created', 'work_package:updated'] }),
    close: () => sandbox.close(),
  });
}
