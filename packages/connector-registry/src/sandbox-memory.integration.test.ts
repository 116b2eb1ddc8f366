import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningSandbox, sandboxes } from './sandboxes.ts';

/** How people and programs change things at a vendor, and what shows all that they changed. */
const vendors = {
  github: {
    changes: [
      ['POST', '/_sandbox/issues/acme%2Fapi', { title: 'Seats are counted twice', labels: ['bug'] }],
      ['PATCH', '/_sandbox/issues/acme%2Fapi/1', { state: 'closed', title: 'Closed by hand' }],
      ['POST', '/orgs/acme/hooks', { name: 'web', config: { url: 'http://127.0.0.1:9/', secret: 'x' }, events: ['*'] }],
      ['POST', '/repos/acme/api/issues', { title: 'Made by a program' }],
      ['DELETE', '/_sandbox/issues/acme%2Fapi/2', undefined],
    ],
    shows: ['/_sandbox/issues/acme%2Fapi', '/orgs/acme/hooks'],
  },
  gitlab: {
    changes: [
      ['POST', '/_sandbox/issues/acme%2Fapi', { title: 'Seats are counted twice', labels: ['bug'] }],
      ['PATCH', '/_sandbox/issues/acme%2Fapi/1', { state: 'closed', title: 'Closed by hand' }],
      ['POST', '/api/v4/projects/201/issues', { title: 'Made by a program' }],
      [
        'POST',
        '/api/graphql',
        {
          query: 'mutation updateWorkItem { }',
          variables: { input: { id: 'gid://gitlab/WorkItem/1011', title: 'Made better' } },
        },
      ],
      ['DELETE', '/_sandbox/issues/acme%2Fapi/2', undefined],
    ],
    shows: ['/_sandbox/issues/acme%2Fapi', '/api/v4/projects/201/labels'],
  },
  hubspot: {
    changes: [
      ['POST', '/_sandbox/records/contacts', { lastname: 'Made by hand' }],
      ['PATCH', '/_sandbox/records/companies/20000000001', { name: 'Renamed by hand' }],
      ['POST', '/crm/v3/objects/deals', { properties: { dealname: 'Made by a program', dealstage: 'contractsent' } }],
    ],
    shows: ['/_sandbox/records/contacts', '/_sandbox/records/companies', '/_sandbox/records/deals'],
  },
  jira: {
    changes: [
      ['POST', '/_sandbox/issues/API', { summary: 'Seats are counted twice', labels: ['bug'] }],
      ['PATCH', '/_sandbox/issues/API-1', { status: 'Done', summary: 'Done by hand' }],
      [
        'POST',
        '/rest/api/3/issue',
        { fields: { project: { key: 'API' }, issuetype: { name: 'Task' }, summary: 'Made by a program' } },
      ],
      ['DELETE', '/_sandbox/issues/API-2', undefined],
    ],
    shows: ['/_sandbox/issues/API'],
  },
  openproject: {
    changes: [
      ['POST', '/_sandbox/records/api', { subject: 'Seats are counted twice' }],
      ['PATCH', '/_sandbox/records/api/1', { status: 'Closed', subject: 'Closed by hand' }],
      ['POST', '/api/v3/projects/api/work_packages', { subject: 'Made by a program' }],
      ['POST', '/api/v3/work_packages/3/activities', { comment: { raw: 'Said by a program' } }],
      ['DELETE', '/_sandbox/records/api/5', undefined],
    ],
    shows: ['/_sandbox/records/api', '/api/v3/work_packages/3/activities'],
  },
  pipedrive: {
    changes: [
      ['POST', '/_sandbox/records/organizations', { name: 'Seats are counted twice' }],
      ['PATCH', '/_sandbox/records/deals/1', { status: 'won', title: 'Won by hand' }],
      ['POST', '/api/v2/persons?api_token=sandbox-token', { name: 'Made by a program' }],
      ['POST', '/v1/notes?api_token=sandbox-token', { content: '<p>Said by a program</p>', org_id: 1 }],
      ['DELETE', '/_sandbox/records/deals/5', undefined],
    ],
    shows: [
      '/_sandbox/records/organizations',
      '/_sandbox/records/deals',
      '/_sandbox/records/persons',
      '/_sandbox/records/notes',
    ],
  },
  quo: {
    changes: [
      ['POST', '/_sandbox/records/contacts', { firstName: 'Ada', phone: '+15550000001' }],
      ['POST', '/v1/contacts', { defaultFields: { firstName: 'Made by a program' }, externalId: 'x', source: 'test' }],
      ['POST', '/_sandbox/records/messages', { party: '+15550000001', text: 'On my way' }],
      ['POST', '/_sandbox/records/calls', { party: '+15550000001', seconds: 61 }],
    ],
    shows: ['/_sandbox/records/contacts', '/_sandbox/records/messages', '/_sandbox/records/calls'],
  },
  salesforce: {
    changes: [
      ['POST', '/_sandbox/records/Task', { Subject: 'Seats are counted twice' }],
      ['PATCH', '/_sandbox/records/Opportunity/0065g0000000001EAA', { StageName: 'Closed Won' }],
      ['POST', '/services/data/v62.0/sobjects/Account', { Name: 'Made by a program' }],
    ],
    shows: ['/_sandbox/records/Task', '/_sandbox/records/Opportunity', '/_sandbox/records/Account'],
  },
  trello: {
    changes: [
      ['POST', '/_sandbox/records/API', { name: 'Seats are counted twice', labels: ['bug'] }],
      ['POST', '/_sandbox/records/Web', { name: 'Archived by hand', closed: true, list: 'Done' }],
      ['POST', '/_sandbox/records/API', { name: 'Made by a person', custom: { Points: { value: { number: '3' } } } }],
    ],
    shows: ['/_sandbox/records/API', '/_sandbox/records/Web'],
  },
  zoho: {
    changes: [
      ['POST', '/_sandbox/records/Accounts', { Account_Name: 'Seats are counted twice' }],
      ['PATCH', '/_sandbox/records/Deals/5725767013000000001', { Stage: 'Closed Won' }],
      ['POST', '/crm/v8/Contacts', { data: [{ Last_Name: 'Made by a program' }] }],
      ['DELETE', '/_sandbox/records/Calls/5725767016000000002', undefined],
    ],
    shows: ['Accounts', 'Deals', 'Contacts', 'Calls'].map((module) => `/_sandbox/records/${module}`),
  },
} as const;

const authorization: Readonly<Record<string, string>> = {
  github: 'Bearer sandbox-token',
  gitlab: 'Bearer sandbox-token',
  hubspot: 'Bearer sandbox-token',
  jira: `Basic ${Buffer.from('sync@acme.example:sandbox-token').toString('base64')}`,
  openproject: `Basic ${Buffer.from('apikey:sandbox-token').toString('base64')}`,
  quo: 'sandbox-token',
  salesforce: 'Bearer sandbox-token',
  // Its token is in the addresses.
  pipedrive: 'Basic none',
  trello: 'OAuth oauth_consumer_key="sandbox-key", oauth_token="sandbox-token"',
  zoho: 'Zoho-oauthtoken sandbox-token',
};

const folder = mkdtempSync(join(tmpdir(), 'sandbox-journal-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(Object.entries(vendors))('the simulated %s', (name, { changes, shows }) => {
  const journalFile = join(folder, `${name}.journal`);
  const start = (records = 20): Promise<RunningSandbox> =>
    sandboxes.get(name)!({ port: 0, records, seed: 1, journalFile });
  const ask = async (sandbox: RunningSandbox, method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(`${sandbox.url}${path}`, {
      method,
      headers: {
        authorization: authorization[name]!,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    expect(answer.status, `${method} ${path}: ${text}`).toBeLessThan(300);
    return text === '' ? null : JSON.parse(text.replaceAll(sandbox.url, ''));
  };
  const everything = async (sandbox: RunningSandbox) => Promise.all(shows.map((path) => ask(sandbox, 'GET', path)));
  let before: unknown;

  beforeAll(async () => {
    const first = await start();
    const untouched = await everything(first);
    for (const [method, path, body] of changes) await ask(first, method, path, body);
    before = await everything(first);
    expect(before).not.toEqual(untouched);
    await first.close();
  });

  it('is what it was when it is started again, and goes on from there', async () => {
    const second = await start();
    expect(await everything(second)).toEqual(before);
    const [method, path, body] = changes[0];
    await ask(second, method, path, body);
    const after = await everything(second);
    await second.close();
    const third = await start();
    expect(await everything(third)).toEqual(after);
    expect(after).not.toEqual(before);
    await third.close();
    before = after;
  });

  it('forgets a request that a crash cut short, and nothing else', async () => {
    appendFileSync(journalFile, '{"at":1,"method":"DELETE","url":"/_sand');
    const next = await start();
    expect(await everything(next)).toEqual(before);
    await next.close();
  });

  it('is not started on the past of another one', async () => {
    await expect(start(21)).rejects.toThrow('another simulated world');
  });
});
