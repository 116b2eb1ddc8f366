import { createJiraSandbox } from '@syncline/connector-jira/sandbox';
import { UNLIMITED, WEBHOOK_SECRET } from '../../vendors/vendor.ts';
import { partsOf, type StartFilled } from '../filled-vendor.ts';

export const startJira: StartFilled = async (records, seed) => {
  const sandbox = await createJiraSandbox({
    seed,
    issues: records,
    projects: 2,
    comments: false,
    rateLimit: UNLIMITED,
  });
  return {
    ...partsOf(sandbox),
    name: 'jira',
    connector: 'jira',
    stream: 'issues',
    titleField: 'summary',
    textField: 'description',
    settings: { email: sandbox.email },
    secrets: { token: sandbox.token, webhookSecret: WEBHOOK_SECRET },
    tellsDeletes: true,
    *records() {
      for (const project of sandbox.projects())
        for (const issue of sandbox.issues(project))
          yield {
            id: issue.id,
            shown: {
              key: issue.key,
              summary: issue.summary,
              description: textOf(issue.description),
              status: issue.status,
              issue_type: issue.type,
              priority: issue.priority,
              assignee: issue.assignee,
              labels: issue.labels,
              due_date: issue.dueDate,
              fix_versions: issue.fixVersions,
              components: issue.components,
              parent: issue.parent,
              sprint: issue.sprint,
              blocks: issue.blocks,
              depends_on: issue.dependsOn,
              related_to: issue.relatedTo,
            },
          };
    },
    setTitle: (id, summary) => void sandbox.editIssue(id, { summary }),
    remove: (id) => sandbox.deleteIssue(id),
  };
};

/** All text in an Atlassian document. */
function textOf(node: unknown): string {
  const { text = '', content = [] } = (node ?? {}) as { text?: string; content?: readonly unknown[] };
  return text + content.map(textOf).join(' ');
}
