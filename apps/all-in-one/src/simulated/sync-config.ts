import { type EngineContext, putSyncConfig } from '@syncline/engine';
import { listSyncConfigs, type SyncConfigValues } from '@syncline/store';
import type { ConnectedSide } from '../side.ts';
import { askSandbox } from './ask-sandbox.ts';
import { PIPELINE_PROJECT } from './desks.ts';

const GITHUB_STATES = [
  ['To Do', 'open'],
  ['Backlog', 'open'],
  ['In Progress', 'open'],
  ['In Review', 'open'],
  ['Waiting', 'open'],
  ['Deferred', 'open'],
  ['Done', 'closed'],
];
const JIRA_STATUSES = [
  ['To Do', 'To Do'],
  ['Backlog', 'Backlog'],
  ['In Progress', 'In Progress'],
  ['In Review', 'In Review'],
  ['Done', 'Done'],
  ['Waiting', 'In Progress'],
  ['Deferred', 'Backlog'],
];
const TASK_STATUSES = [
  ['To Do', 'Not Started'],
  ['In Progress', 'In Progress'],
  ['Done', 'Completed'],
  ['Waiting', 'Waiting on someone else'],
  ['Deferred', 'Deferred'],
  ['Backlog', 'Not Started'],
  ['In Review', 'In Progress'],
];
const CARD_STATUSES = [
  ['Prospecting', 'Backlog'],
  ['Qualification', 'Ready'],
  ['Needs Analysis', 'In Progress'],
  ['Proposal/Price Quote', 'In Review'],
  ['Closed Won', 'Done'],
  ['Closed Lost', 'Archived'],
  ['Value Proposition', 'In Progress'],
  ['Negotiation/Review', 'In Review'],
];

/** Puts the simulated vendors in step, unless they were: what was changed of the config since stays. */
export async function ensureSimulatedSync(ctx: EngineContext, sides: readonly ConnectedSide[]): Promise<void> {
  if ((await listSyncConfigs(ctx.store, 1, {}, { limit: 1 })).items.length > 0) return;
  const side = (name: string): ConnectedSide => sides.find((each) => each.connection.name === name)!;
  const scopes: Scopes = {
    repositories: await repositoriesByProject(side('jira')),
    organisation: String(side('salesforce').connection.settings['organizationId']),
    pipeline: await pipelineScope(ctx, side('github')),
  };
  await putSyncConfig(ctx, 1, simulatedSync(scopes), { actor: 'npm start' });
}

interface Scopes {
  /** Where at GitHub issues of a Jira project are made, by the project's id. */
  readonly repositories: Readonly<Record<string, string>>;
  readonly organisation: string;
  readonly pipeline: string;
}

async function repositoriesByProject({ connection }: ConnectedSide): Promise<Record<string, string>> {
  const projects = await askSandbox<{ id: string; key: string }[]>(connection.baseUrl, 'GET', '/_sandbox/projects');
  return Object.fromEntries(projects.map(({ id, key }) => [id, `acme/${key.toLowerCase()}`]));
}

async function pipelineScope(ctx: EngineContext, { connection }: ConnectedSide): Promise<string> {
  const owner = `orgs/${String(connection.settings['owner'])}`;
  const answer = await fetch(`${connection.baseUrl}/${owner}/projectsV2/${PIPELINE_PROJECT}`, {
    headers: { authorization: `Bearer ${ctx.resolveSecret(connection.secrets['token']!)}` },
  });
  const { node_id: id } = (await answer.json()) as { node_id: string };
  return `${owner}/projectsV2/${id}`;
}

/** How the simulated vendors are kept in step: issues with one another, opportunities as cards of a project. */
function simulatedSync(scopes: Scopes): SyncConfigValues {
  return {
    name: 'simulated vendors',
    platform: 'github, jira, salesforce',
    enabled: true,
    syncInterval: 300,
    batchFallbackEnabled: true,
    batchSize: 100,
    twoWayCreate: true,
    webhookEnabled: true,
    secretReference: null,
    settings: {
      kinds: {
        work_item: {
          policies: { priority: 'manual' },
          members: [
            {
              connection: 'github',
              stream: 'issues',
              createIn: scopes.repositories,
              fields: {
                title: 'title',
                body: 'body',
                labels: 'labels',
                status: { remote: 'state', values: GITHUB_STATES },
              },
            },
            {
              connection: 'jira',
              stream: 'issues',
              createIn: { 'acme/api': 'API', 'acme/web': 'WEB' },
              defaults: { issue_type: 'Task' },
              fields: {
                title: 'summary',
                body: 'description',
                labels: 'labels',
                status: { remote: 'status', values: JIRA_STATUSES },
                priority: 'priority',
              },
            },
            {
              connection: 'salesforce',
              stream: 'tasks',
              createIn: scopes.organisation,
              fields: {
                title: 'subject',
                body: 'body',
                labels: 'labels',
                status: { remote: 'status', values: TASK_STATUSES },
                priority: {
                  remote: 'priority',
                  values: [
                    ['High', 'High'],
                    ['Medium', 'Normal'],
                    ['Low', 'Low'],
                    ['Highest', 'High'],
                    ['Lowest', 'Low'],
                  ],
                },
              },
            },
          ],
        },
        deal: {
          members: [
            {
              connection: 'salesforce',
              stream: 'opportunities',
              createIn: scopes.organisation,
              create: false,
              fields: { name: 'name', stage: 'stage', amount: 'amount', close_date: 'close_date' },
            },
            {
              connection: 'github',
              stream: 'project_items',
              scopes: [scopes.pipeline],
              createIn: scopes.pipeline,
              fields: { name: 'title', stage: { remote: 'status', values: CARD_STATUSES } },
            },
          ],
        },
      },
    },
  };
}
