import { createJiraSandbox, type JiraSandbox } from '@syncline/connector-jira/sandbox';
import { createSalesforceSandbox, type SalesforceSandbox } from '@syncline/connector-salesforce/sandbox';
import { type SyncEngine, startSyncEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOperatorApp } from './create-operator-app.ts';
import type { App } from './operator-deps.ts';
import { callApi } from './testing/call-api.ts';

let tracker: JiraSandbox;
let crm: SalesforceSandbox;
let engine: SyncEngine;
let app: App;
const { get, post } = callApi(() => app, 'anna');

beforeAll(async () => {
  tracker = await createJiraSandbox({ issues: 0, projects: 1, comments: false });
  crm = await createSalesforceSandbox({ accounts: 0 });
  engine = await startSyncEngine({
    sides: [
      {
        name: 'tracker',
        connector: 'jira',
        url: tracker.url,
        settings: { email: tracker.email, streams: ['issues'] },
        secrets: { token: tracker.token },
      },
      {
        name: 'crm',
        connector: 'salesforce',
        url: crm.url,
        settings: { organizationId: crm.organizationId, seesAllRecords: true, streams: ['tasks'] },
        secrets: { clientId: crm.clientId, clientSecret: crm.clientSecret },
      },
    ],
  });
  app = await createOperatorApp({ context: engine.ctx });
  await engine.configure('mirror', {
    kinds: {
      work_item: {
        policies: { title: 'manual', body: 'manual' },
        members: [
          {
            connection: 'tracker',
            stream: 'issues',
            createIn: tracker.projects()[0]!,
            defaults: { issue_type: 'Task' },
            fields: { title: 'summary', body: 'description' },
          },
          { connection: 'crm', stream: 'tasks', createIn: 'org', fields: { title: 'subject', body: 'body' } },
        ],
      },
    },
  });
});
afterAll(async () => {
  await app?.close();
  await engine?.stop();
  await tracker?.close();
  await crm?.close();
});

interface Twins {
  readonly task: string;
  readonly issue: string;
  readonly entityId: string;
}

async function readAgain(twins: Twins, ...sides: readonly ('tracker' | 'crm')[]): Promise<void> {
  for (const side of sides) {
    const [stream, id] = side === 'crm' ? ['tasks', twins.task] : ['issues', twins.issue];
    const scope = side === 'crm' ? 'org' : tracker.projects()[0]!;
    await engine.hint(side, { stream: stream!, externalId: id!, locator: id!, scope });
    await engine.quiet();
  }
}

async function makeTwins(task: Record<string, string>): Promise<Twins> {
  const id = String(crm.create('Task', task).Id);
  await engine.hint('crm', { stream: 'tasks', externalId: id, locator: id, scope: 'org' });
  await engine.quiet();
  const { items } = await get('/api/v1/sync/mappings?limit=200');
  const { entity_id: entityId } = items.find((each: { external_id: string }) => each.external_id === id);
  const issue = items.find(
    (each: { entity_id: string; stream: string }) => each.entity_id === entityId && each.stream === 'issues',
  );
  return { task: id, issue: issue.external_id, entityId };
}

/** Both change the title; the side that is read last is in conflict with the hub. */
async function conflictAt(side: 'tracker' | 'crm') {
  const twins = await makeTwins({ Subject: 'before' });
  crm.edit('Task', twins.task, { Subject: 'of the CRM' });
  tracker.editIssue(twins.issue, { summary: 'of the tracker' });
  await readAgain(twins, ...(side === 'crm' ? (['tracker', 'crm'] as const) : (['crm', 'tracker'] as const)));
  const { items } = await get(`/api/v1/sync/conflicts?resolved=false&entity_id=${twins.entityId}`);
  expect(items).toMatchObject([{ connection_name: side, field: 'title' }]);
  return { ...twins, conflict: items[0] };
}

const titles = ({ task, issue }: Twins) => [crm.record('Task', task)?.Subject, tracker.issue(issue)?.summary];

describe('names that the field has for strategies', () => {
  it.each([
    ['elder_wins', 'tracker', 'take_local', 'of the CRM'],
    ['elder_wins', 'crm', 'take_local', 'of the tracker'],
    ['external_wins', 'tracker', 'take_remote', 'of the tracker'],
    ['external_wins', 'crm', 'take_remote', 'of the CRM'],
    ['crm_wins', 'tracker', 'take_local', 'of the CRM'],
    ['crm_wins', 'crm', 'take_remote', 'of the CRM'],
  ] as const)('%s of a conflict at the %s is %s', async (strategy, side, action, title) => {
    const { conflict, ...twins } = await conflictAt(side);
    const resolved = await post('/api/state/resolve-conflict', {
      conflict_id: conflict.id,
      resolution_strategy: strategy,
    });
    expect(resolved).toMatchObject({ status: 200, body: { state: 'resolved', strategy: action } });
    await engine.quiet();
    expect(titles(twins)).toEqual([title, title]);
  });

  it('merge with a value takes it', async () => {
    const { conflict, ...twins } = await conflictAt('tracker');
    const body = { resolution_strategy: 'merge', value: 'of both' };
    expect(await post(`/api/v1/sync/conflicts/${conflict.id}/resolve`, body)).toMatchObject({ status: 200 });
    await engine.quiet();
    expect(titles(twins)).toEqual(['of both', 'of both']);
  });

  it('merge lets one of two titles stand everywhere, and keeps the other in the history', async () => {
    const { conflict, ...twins } = await conflictAt('tracker');
    const path = `/api/v1/sync/conflicts/${conflict.id}/resolve`;
    const resolved = await post(path, { resolution_strategy: 'merge' });
    expect(resolved).toMatchObject({ status: 200, body: { state: 'resolved', strategy: 'merge' } });
    await engine.quiet();
    const [title, same] = titles(twins);
    expect(same).toBe(title);
    const other = title === 'of the CRM' ? 'of the tracker' : 'of the CRM';
    expect(['of the CRM', 'of the tracker']).toContain(title);
    const { history } = await get(`/api/v1/entities/${twins.entityId}`);
    expect(JSON.stringify(history)).toContain(other);
  });

  it('merge brings changes of different lines together', async () => {
    const twins = await makeTwins({ Subject: 'texts', Description: 'one\n\ntwo\n\nthree' });
    crm.edit('Task', twins.task, { Description: 'ONE\n\ntwo\n\nthree' });
    tracker.editIssue(twins.issue, { description: 'one\n\ntwo\n\nTHREE' });
    await readAgain(twins, 'crm', 'tracker');
    const { items } = await get(`/api/v1/sync/conflicts?resolved=false&entity_id=${twins.entityId}`);
    expect(items).toMatchObject([{ field: 'body' }]);
    const path = `/api/v1/sync/conflicts/${items[0].id}/resolve`;
    expect(await post(path, { resolution_strategy: 'merge' })).toMatchObject({ status: 200 });
    await engine.quiet();
    expect(crm.record('Task', twins.task)?.Description).toBe('ONE\n\ntwo\n\nTHREE');
    expect(JSON.stringify(tracker.issue(twins.issue)?.description)).toMatch(/ONE.*two.*THREE/);
  });
});
