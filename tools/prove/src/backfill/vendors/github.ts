import { createGitHubSandbox, type IssueTruth } from '@syncline/connector-github/sandbox';
import { UNLIMITED, WEBHOOK_SECRET } from '../../vendors/vendor.ts';
import { partsOf, type StartFilled } from '../filled-vendor.ts';

const MARKER = /\s*<!-- syncline:[\w-]+ -->\s*$/;

export const startGitHub: StartFilled = async (records, seed) => {
  const sandbox = await createGitHubSandbox({
    seed,
    issues: records,
    repositories: 2,
    pullRequests: 0,
    projectItems: 0,
    comments: false,
    rateLimit: UNLIMITED,
  });
  const places = new Map<string, { readonly repository: string; readonly number: number }>();
  function* issues(): Generator<IssueTruth> {
    for (const repository of sandbox.repositories())
      for (const issue of sandbox.issues(repository)) {
        places.set(String(issue.id), { repository, number: issue.number });
        yield issue;
      }
  }
  const place = (id: string) => places.get(id)!;
  return {
    ...partsOf(sandbox),
    name: 'github',
    connector: 'github',
    stream: 'issues',
    titleField: 'title',
    textField: 'body',
    settings: { owner: sandbox.org, ownerType: 'org' },
    secrets: { token: sandbox.token, webhookSecret: WEBHOOK_SECRET },
    tellsDeletes: true,
    *records() {
      for (const issue of issues())
        yield {
          id: String(issue.id),
          shown: {
            number: issue.number,
            title: issue.title,
            body: issue.body?.replace(MARKER, ''),
            state: issue.state,
            state_reason: issue.stateReason,
            'labelled.name': issue.labels,
            'assigned_to.login': issue.assignees,
            'created_by.login': [issue.author],
            'in_milestone.title': issue.milestone === null ? [] : [issue.milestone],
          },
        };
    },
    setTitle: (id, title) => void sandbox.editIssue(place(id).repository, place(id).number, { title }),
    remove: (id) => sandbox.deleteIssue(place(id).repository, place(id).number),
  };
};
