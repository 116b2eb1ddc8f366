import { createGitLabSandbox, type IssueTruth } from '@syncline/connector-gitlab/sandbox';
import { UNLIMITED, WEBHOOK_SECRET } from '../../vendors/vendor.ts';
import { partsOf, type StartFilled } from '../filled-vendor.ts';

/** Types of work item that are issues to its lists. */
const ISSUES: readonly string[] = ['issue', 'incident', 'test_case'];

export const startGitLab: StartFilled = async (records, seed) => {
  const sandbox = await createGitLabSandbox({
    seed,
    issues: records,
    projects: 2,
    comments: false,
    rateLimit: UNLIMITED,
  });
  const places = new Map<string, { readonly project: string; readonly iid: number }>();
  function* issues(): Generator<IssueTruth> {
    for (const project of sandbox.projects())
      for (const issue of sandbox.issues(project))
        if (ISSUES.includes(issue.type)) {
          places.set(String(issue.id), { project, iid: issue.iid });
          yield issue;
        }
  }
  const place = (id: string) => places.get(id)!;
  return {
    ...partsOf(sandbox),
    name: 'gitlab',
    connector: 'gitlab',
    stream: 'issues',
    titleField: 'title',
    textField: 'description',
    settings: { group: sandbox.group },
    secrets: { token: sandbox.token, webhookSecret: WEBHOOK_SECRET },
    tellsDeletes: false,
    *records() {
      for (const issue of issues())
        yield {
          id: String(issue.id),
          shown: {
            number: issue.iid,
            title: issue.title,
            description: issue.description,
            state: issue.state,
            labels: issue.labels,
            due_date: issue.dueDate,
            weight: issue.weight,
            confidential: issue.confidential,
            'labelled.name': issue.labels,
            'assigned_to.id': issue.assignees,
            'in_milestone.id': issue.milestone === null ? [] : [issue.milestone],
          },
        };
    },
    setTitle: (id, title) => void sandbox.editIssue(place(id).project, place(id).iid, { title }),
    remove: (id) => sandbox.deleteIssue(place(id).project, place(id).iid),
  };
};
