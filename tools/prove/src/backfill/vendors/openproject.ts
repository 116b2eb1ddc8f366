import { createOpenProjectSandbox } from '@syncline/connector-openproject/sandbox';
import { WEBHOOK_SECRET } from '../../vendors/vendor.ts';
import { partsOf, type StartFilled } from '../filled-vendor.ts';

export const startOpenProject: StartFilled = async (records, seed) => {
  const sandbox = await createOpenProjectSandbox({ seed, workPackages: records, projects: 2, comments: false });
  return {
    ...partsOf(sandbox),
    name: 'openproject',
    connector: 'openproject',
    stream: 'work_packages',
    titleField: 'subject',
    textField: 'description',
    settings: {},
    secrets: { token: sandbox.token, webhookSecret: WEBHOOK_SECRET },
    tellsDeletes: false,
    *records() {
      for (const { id: project } of sandbox.projects())
        for (const one of sandbox.workPackages(String(project)))
          yield {
            id: one.id,
            shown: {
              subject: one.subject,
              description: one.description,
              status: one.status,
              closed: one.closed,
              issue_type: one.type,
              priority: one.priority,
              category: one.category,
              assignee: one.assignee,
              responsible: one.responsible,
              // A milestone has one date, which is shown as when it is due.
              start_date: one.type === 'Milestone' ? null : one.startDate,
              due_date: one.dueDate,
              version: one.version,
              parent: one.parent,
              blocks: one.blocks,
              depends_on: one.dependsOn,
              related_to: one.relatedTo,
            },
          };
    },
    setTitle: (id, subject) => void sandbox.editWorkPackage(id, { subject }),
    remove: (id) => sandbox.deleteWorkPackage(id),
    subscribe: (url) =>
      void sandbox.hooks.add({
        url,
        secret: WEBHOOK_SECRET,
        events: ['work_package:created', 'work_package:updated', 'work_package_comment:comment'],
      }),
  };
};
