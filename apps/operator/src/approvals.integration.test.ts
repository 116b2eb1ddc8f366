import { startTestEngine, type TestEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createOperatorApp } from './create-operator-app.ts';
import type { App } from './operator-deps.ts';
import { callApi } from './testing/call-api.ts';

let engine: TestEngine;
let app: App;
const anna = callApi(() => app, 'anna');
const bob = callApi(() => app, 'bob');

beforeAll(async () => {
  engine = await startTestEngine({ sandbox: { issues: 1, repositories: 1 } });
  app = await createOperatorApp({ context: engine.ctx });
  const settings = { kinds: {}, approvals: [{ name: 'files', kinds: ['import'] }] };
  expect(await anna.post('/api/v1/sync/configs', { name: 'files wait', settings })).toMatchObject({ status: 201 });
});
afterAll(async () => {
  await app?.close();
  await engine?.stop();
});

/** A file that somebody wants to apply, and its proposal. */
const propose = async (name: string, content: string, body: object = {}, headers: Record<string, string> = {}) => {
  const uploaded = await app.inject({
    method: 'POST',
    url: `/api/v1/imports?name=${name}`,
    headers: { 'content-type': 'text/csv', 'x-syncline-actor': 'anna' },
    payload: content,
  });
  const id = uploaded.json().id as string;
  const applied = await anna.post(`/api/v1/imports/${id}/apply`, body, headers);
  expect(applied).toMatchObject({ status: 409, body: { code: 'needs-approval' } });
  const { items } = await anna.get('/api/v1/proposals?state=waiting&kind=import');
  const proposal = items.find((each: { subject: { importId: string } }) => each.subject.importId === id);
  return { id, proposal, uploaded: uploaded.json() };
};
const people = (name: string) => `Vorname;Nachname;E-Mail\n${name};Muster;${name}@acme.example\n`;
const stateOf = async (id: string) => (await anna.get(`/api/v1/imports/${id}`)).state;
const keyOf = async (name: string, role: string) => {
  const { body } = await anna.post('/api/v1/keys', { name, role });
  return { authorization: `Bearer ${body.key}` };
};

describe('a proposal', () => {
  it('is refused to who made it, whatever name they give, and to who may only look', async () => {
    const cloe = await keyOf('cloe', 'approver');
    const { proposal, id } = await propose('refused.csv', people('refused'), {}, cloe);
    const { digest } = proposal;
    const decide = (verdict: 'approve' | 'reject', actor: typeof anna, headers: object = {}) =>
      actor.post(`/api/v1/proposals/${proposal.id}/${verdict}`, { digest }, headers);
    const own = { type: 'urn:syncline:problem:own-proposal', code: 'own-proposal', status: 403 };
    for (const verdict of ['approve', 'reject'] as const) {
      expect(await decide(verdict, anna, cloe)).toMatchObject({ status: 403, body: own });
      // The key is who it is, the name beside it what it says.
      expect(await decide(verdict, bob, cloe)).toMatchObject({ status: 403, body: own });
      expect(await decide(verdict, anna)).toMatchObject({ status: 403, body: own });
      const viewer = await keyOf(`viewer of ${verdict}`, 'viewer');
      expect(await decide(verdict, bob, viewer)).toMatchObject({ status: 403, body: { code: 'role-too-low' } });
    }
    const refused = await app.inject({
      method: 'POST',
      url: `/api/v1/proposals/${proposal.id}/approve`,
      headers: { 'x-syncline-actor': 'anna' },
      payload: { digest },
    });
    expect(refused.headers['content-type']).toContain('application/problem+json');
    expect(refused.json().detail).toContain('You are who proposes it');
    // And those who look are told before they try.
    const shown = `/api/v1/proposals/${proposal.id}`;
    expect((await anna.get(shown)).refusal).toContain('You are who proposes it');
    expect((await bob.get(shown)).refusal).toBeNull();
    expect(await bob.get(shown)).toMatchObject({ state: 'waiting', approvals: 0, decisions: [] });
    expect(await anna.post('/api/v1/proposals/approve', { items: [{ id: proposal.id, digest }] })).toMatchObject({
      status: 200,
      body: { done: 0, refused: [{ id: proposal.id }] },
    });
    expect(await stateOf(id)).toBe('proposed');
  });
});

describe('an import that waits for an approval', () => {
  it('is kept as a profile at once, and applied when it is approved', async () => {
    const { id, proposal, uploaded } = await propose('kept.csv', people('kept'), { saveAs: 'people of fairs' });
    expect(uploaded.profile).toBeNull();
    expect((await propose('after.csv', people('after'))).uploaded.profile).toBe('people of fairs');
    expect(await stateOf(id)).toBe('proposed');
    const approved = await bob.post(`/api/v1/proposals/${proposal.id}/approve`, { digest: proposal.digest });
    expect(approved).toMatchObject({ status: 200, body: { outcome: 'approved', proposal: { state: 'done' } } });
    await vi.waitUntil(async () => (await stateOf(id)) === 'applied', { timeout: 60_000, interval: 100 });
  });

  it('is not applied when it means something else by then', async () => {
    const { id, proposal, uploaded } = await propose('changed.csv', people('changed'));
    const { manifest } = uploaded;
    const [{ fields, ...record }] = manifest.records;
    const { first_name: _, ...others } = fields;
    const changed = await anna.patch(`/api/v1/imports/${id}`, {
      manifest: { ...manifest, records: [{ ...record, fields: others }] },
    });
    expect(changed).toMatchObject({ status: 200 });
    const approved = await bob.post(`/api/v1/proposals/${proposal.id}/approve`, { digest: proposal.digest });
    expect(approved.body.proposal).toMatchObject({ state: 'failed', reason: expect.stringContaining('has changed') });
    expect(await stateOf(id)).toBe('proposed');
  });
});
