import { createJiraSandbox, type IssueTruth, type JiraSandbox } from '@syncline/connector-jira/sandbox';
import {
  createOpenProjectSandbox,
  type OpenProjectSandbox,
  type WorkPackageTruth,
} from '@syncline/connector-openproject/sandbox';
import { type SyncEngine, type SyncEngineOptions, startSyncEngine } from '@syncline/testing';
import { openProjectSide } from './openproject-and-github.ts';

/** A Jira with one project, `API`, in step with an OpenProject with one, `api`; both empty at the start. */
export interface JiraAndOpenProject {
  readonly jira: JiraSandbox;
  readonly openProject: OpenProjectSandbox;
  readonly engine: SyncEngine;
  /** An issue at Jira and its twin, in step. */
  pairOf(summary: string, description?: string): Promise<{ issue: IssueTruth; workPackage: WorkPackageTruth }>;
  touchIssue(id: string): Promise<void>;
  touchWorkPackage(id: string): Promise<void>;
  touchJiraFile(issueId: string, id: number | string): Promise<void>;
  touchOpenProjectFile(workPackageId: string, id: number | string): Promise<void>;
  close(): Promise<void>;
}

export async function startJiraAndOpenProject(
  options: { readonly deletes?: 'keep' | 'propagate'; readonly config?: SyncEngineOptions['config'] } = {},
): Promise<JiraAndOpenProject> {
  const jira = await createJiraSandbox({ issues: 0, projects: 1 });
  const openProject = await createOpenProjectSandbox({ workPackages: 0, projects: 1, comments: false });
  const scope = jira.projectId('API')!;
  const engine = await startSyncEngine({
    sides: [
      {
        name: 'jira',
        connector: 'jira',
        url: jira.url,
        settings: { email: jira.email },
        secrets: { token: jira.token },
      },
      openProjectSide(openProject),
    ],
    ...(options.config && { config: options.config }),
  });
  await engine.configure('trackers', configOf(scope, options.deletes ?? 'propagate'));
  const touchIssue = (id: string) => engine.hint('jira', { stream: 'issues', externalId: id, locator: id, scope });
  return {
    jira,
    openProject,
    engine,
    touchIssue,
    async pairOf(summary, description) {
      const issue = jira.createIssue('API', { summary, ...(description !== undefined && { description }) });
      await touchIssue(issue.id);
      await engine.quiet();
      const workPackage = [...openProject.workPackages('api')].find(({ subject }) => subject === summary);
      if (!workPackage) throw new Error(`no work package ${summary}`);
      return { issue, workPackage };
    },
    touchWorkPackage: (id) =>
      engine.hint('openproject', { stream: 'work_packages', externalId: id, locator: id, scope: '1' }),
    touchJiraFile: (issueId, id) =>
      engine.hint('jira', {
        stream: 'attachments',
        externalId: String(id),
        locator: `${issueId}/attachments/${id}`,
        scope,
      }),
    touchOpenProjectFile: (workPackageId, id) =>
      engine.hint('openproject', {
        stream: 'attachments',
        externalId: String(id),
        locator: `${workPackageId}/attachments/${id}`,
        scope: '1',
      }),
    async close() {
      await engine.stop();
      await jira.close();
      await openProject.close();
    },
  };
}

function configOf(scope: string, mode: 'keep' | 'propagate') {
  const files = { file_name: 'file_name', size: 'size' };
  return {
    kinds: {
      work_item: {
        members: [
          {
            connection: 'jira',
            stream: 'issues',
            createIn: scope,
            defaults: { issue_type: 'Task' },
            fields: { title: 'summary', body: 'description' },
          },
          {
            connection: 'openproject',
            stream: 'work_packages',
            createIn: 'api',
            defaults: { issue_type: 'Task' },
            fields: { title: 'subject', body: 'description' },
          },
        ],
      },
      comment: {
        members: [
          { connection: 'jira', stream: 'comments', createIn: scope, fields: { text: 'body' } },
          { connection: 'openproject', stream: 'comments', createIn: 'api', fields: { text: 'body' } },
        ],
      },
      attachment: {
        deletes: { mode },
        members: [
          { connection: 'jira', stream: 'attachments', createIn: scope, fields: files },
          { connection: 'openproject', stream: 'attachments', createIn: 'api', fields: files },
        ],
      },
    },
  };
}
