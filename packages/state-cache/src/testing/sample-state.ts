import {
  type Projected,
  pairOf,
  projectAgents,
  projectMetrics,
  projectRepositories,
  projectSubject,
  projectSync,
  projectViews,
  sumOf,
} from '../index.ts';

const project = '01900000-0000-7000-8000-000000000001';
const item = '01900000-0000-7000-8000-000000000002';
const agent = '01900000-0000-7000-8000-000000000003';
const early = new Date('2026-01-05T09:00:00Z');
const late = new Date('2026-01-05T10:00:00Z');
const place = { connection: 'github', connector: 'github', url: 'https://github.com/acme/api' };

const columns = [
  { projectId: project, kind: 'work_item', state: 'open', isOpen: true, count: 1, itemIds: [item], changedAt: late },
];

/** One value of each kind of key, as the guide shows them. */
export function sampleState(): Projected[] {
  const subject = { version: 3, createdAt: early, updatedAt: late, isDeleted: false };
  return [
    ...projectSubject(
      {
        ...subject,
        id: project,
        kind: 'repository',
        fields: { name: 'api', full_name: 'acme/api' },
        projectIds: [],
        records: [{ ...place, stream: 'repositories', external_id: '7', locator: 'acme/api' }],
      },
      true,
    ),
    ...projectSubject(
      {
        ...subject,
        id: item,
        kind: 'work_item',
        fields: { title: 'Login fails', state: 'open', labels: ['bug'] },
        projectIds: [project],
        records: [
          { ...place, stream: 'issues', external_id: '70', locator: 'acme/api#12', url: `${place.url}/issues/12` },
        ],
      },
      false,
    ),
    projectViews(project, columns),
    ...projectRepositories(
      [{ ...place, path: 'acme/api', entityId: project, connectionId: 1, health: 'ok', scope: '7:acme/api' }],
      [{ path: 'acme/api', connectionId: 1, conflicts: 1, failures: 0, waitingSince: null }],
      [
        {
          configName: 'issues',
          isEnabled: true,
          kind: 'work_item',
          connectionId: 1,
          stream: 'issues',
          direction: 'both',
          scopes: null,
        },
      ],
      late,
    ),
    projectMetrics('acme/api', columns),
    ...projectAgents(
      [{ id: agent, version: 1, fields: { login: 'triage-bot', user_type: 'Bot' } }],
      [
        {
          agentId: agent,
          id: item,
          kind: 'work_item',
          title: 'Login fails',
          state: 'open',
          version: 3,
          updatedAt: late,
          projectIds: [project],
          blockedBy: [],
          conflicts: 1,
        },
      ],
      [{ agentId: agent, version: 2, document: { plan: ['reproduce'] }, updatedBy: 'triage-bot', updatedAt: late }],
    ),
    ...projectSync({
      streams: [{ connection: 'github', connector: 'github', stream: 'issues', syncedUpTo: late, lastError: null }],
      waiting: [{ what: 'writebacks', count: 2, since: late }],
      conflicts: [
        {
          id: 5,
          entityId: item,
          connection: 'github',
          stream: 'issues',
          externalId: '70',
          field: 'title',
          code: 'concurrent_edit',
          since: late,
        },
      ],
      conflictsOpen: 1,
      itemsOpen: 1,
    }),
  ];
}

/** As it is written, to be read by people. */
export function shownText({ key, content }: Projected): string {
  const version = { version: 1, sha256: sumOf(content), written_at: '2026-01-05T10:00:02.000Z' };
  return JSON.stringify(JSON.parse(pairOf(key, content, version).text), null, 2);
}
