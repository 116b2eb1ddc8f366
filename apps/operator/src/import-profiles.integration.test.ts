import { startTestEngine, type TestEngine } from '@syncline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createOperatorApp } from './create-operator-app.ts';
import type { App } from './operator-deps.ts';
import { callApi } from './testing/call-api.ts';

let engine: TestEngine;
let app: App;
const { call, get, post, patch } = callApi(() => app, 'anna');

beforeAll(async () => {
  engine = await startTestEngine({ workers: false, sandbox: { issues: 1, repositories: 1 } });
  app = await createOperatorApp({ context: engine.ctx });
});
afterAll(async () => {
  await app?.close();
  await engine?.stop();
});

const upload = async (name: string, payload: string | Buffer, words = '') =>
  app.inject({
    method: 'POST',
    url: `/api/v1/imports?name=${encodeURIComponent(name)}${words}`,
    headers: { 'content-type': 'application/octet-stream' },
    payload,
  });

it('keeps what a file means under a name, takes it for another file, and forgets it', async () => {
  const first = (await upload('deals.csv', 'Deal;Closes\nBig;03/04/2026\n')).json();
  const answered = { answers: { 'order Close date': 'dmy' } };
  const asked = (await upload('asked.csv', 'Deal;Close date\nBig;03/04/2026\n')).json();
  expect(await post('/api/v1/import-profiles', { name: 'deals', importId: asked.id })).toMatchObject({
    status: 422,
    body: { detail: expect.stringContaining('can be read two ways') },
  });
  await patch(`/api/v1/imports/${asked.id}`, answered);
  const saved = await post('/api/v1/import-profiles', { name: 'deals', importId: asked.id });
  expect(saved).toMatchObject({
    status: 201,
    body: { name: 'deals', columns: ['Deal', 'Close date'], savedBy: 'anna' },
  });
  expect((await get('/api/v1/import-profiles')).items).toMatchObject([{ id: saved.body.id, kinds: ['deal'] }]);
  expect(await get(`/api/v1/import-profiles/${saved.body.id}`)).toEqual(saved.body);

  // Of the same header, so that it is found by itself; taken back and asked for by name.
  const next = (await upload('next.csv', 'Deal,Close date\nSmall,05/06/2026\n')).json();
  expect(next).toMatchObject({ profile: 'deals', openQuestions: [], manifest: { layout: { delimiter: ',' } } });
  await patch(`/api/v1/imports/${next.id}`, { answers: { 'order Close date': 'mdy' } });
  const again = await patch(`/api/v1/imports/${next.id}`, { profile: 'deals' });
  expect(again.body).toMatchObject({ profile: 'deals', openQuestions: [] });
  expect(again.body.manifest.records[0].fields.close_date.dateOrder).toBe('dmy');
  expect(await patch(`/api/v1/imports/${first.id}`, { profile: 'deals' })).toMatchObject({
    status: 422,
    body: { detail: expect.stringContaining('there is no column “Close date”') },
  });
  expect(await patch(`/api/v1/imports/${first.id}`, { profile: 'none' })).toMatchObject({ status: 422 });

  expect((await call('DELETE', `/api/v1/import-profiles/${saved.body.id}`)).status).toBe(204);
  expect((await call('DELETE', `/api/v1/import-profiles/${saved.body.id}`)).status).toBe(404);
  expect((await get(`/api/v1/imports/${next.id}`)).profile).toBe('deals');
  const { items } = await get('/api/v1/audit?action=import_profile');
  expect(items.map(({ action, actor }: { action: string; actor: string }) => [action, actor])).toEqual([
    ['import_profile.deleted', 'anna'],
    ['import_profile.saved', 'anna'],
  ]);
});

it('lists imports by their state and a part of their name', async () => {
  await upload('Messe Köln.csv', 'email\na@b.example\n');
  const named = async (query: string) =>
    (await get(`/api/v1/imports?${query}`)).items.map(({ name }: { name: string }) => name);
  expect(await named('name=messe%20k')).toEqual(['Messe Köln.csv']);
  expect(await named('name=%25')).toEqual([]);
  expect(await named('name=messe&state=applied')).toEqual([]);
  expect(await named('name=messe&state=proposed')).toEqual(['Messe Köln.csv']);
});

it('hands the file out as it came, as what it is', async () => {
  const bytes = Buffer.concat([Buffer.from('e-mail;Größe\na@b.example;=1+1\n', 'latin1'), Buffer.from([0xe4, 0x0a])]);
  const brought = (await upload('Größe "1".csv', bytes, '&encoding=windows-1252')).json();
  const answer = await app.inject({ method: 'GET', url: `/api/v1/imports/${brought.id}/evidence` });
  expect(answer.statusCode).toBe(200);
  expect(answer.rawPayload.equals(bytes)).toBe(true);
  expect(answer.headers).toMatchObject({
    'content-type': 'text/csv; charset=windows-1252',
    'content-length': String(bytes.length),
    'content-disposition': `attachment; filename="Gr__e _1_.csv"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%221%22.csv`,
    'repr-digest': `sha-256=:${Buffer.from(brought.sha256, 'hex').toString('base64')}:`,
    'x-content-type-options': 'nosniff',
  });
  const json = (await upload('people.json', '[{"email": "a@b.example"}]')).json();
  const other = await app.inject({ method: 'GET', url: `/api/v1/imports/${json.id}/evidence` });
  expect(other.headers['content-type']).toMatch(/^application\/json/);
  expect(other.body).toBe('[{"email": "a@b.example"}]');
});

it('asks about a key of a profile that counts the rows of the file', async () => {
  const people = (...rows: string[]) => `Nr;E-Mail;Vorname\n${rows.join('\n')}\n`;
  const first = (await upload('first.csv', people('7;ann@x.example;Ann', '9;bob@x.example;Bob'))).json();
  expect(first.manifest.records).toMatchObject([{ kind: 'contact', key: ['Nr'] }]);
  await post('/api/v1/import-profiles', { name: 'numbered', importId: first.id });

  const own = (await upload('own.csv', people('8;eva@x.example;Eva', '9;bob@x.example;Bob'))).json();
  expect(own).toMatchObject({ profile: 'numbered', openQuestions: [], manifest: { records: [{ key: ['Nr'] }] } });

  const counted = (await upload('counted.csv', people('1;eva@x.example;Eva', '2;ida@x.example;Ida'))).json();
  expect(counted).toMatchObject({
    profile: 'numbered',
    openQuestions: [expect.stringContaining('“Nr”, which counts the rows of this file')],
    proposal: { counting: ['Nr'], manifest: { records: [{ key: [] }] } },
  });
  const url = `/api/v1/imports/${counted.id}`;
  expect(await post(`${url}/apply`, {})).toMatchObject({ status: 409 });
  const answer = async (value: string) => (await patch(url, { answers: { 'key Nr': value } })).body;
  const rows = await answer('rows');
  expect(rows).toMatchObject({ profile: 'numbered', openQuestions: [], manifest: { records: [{ key: [] }] } });
  expect(rows.manifest.records[0].fields).toEqual(own.manifest.records[0].fields);
  expect(await answer('records')).toMatchObject({ openQuestions: [], manifest: { records: [{ key: ['Nr'] }] } });
  await patch(url, { answers: { 'key Nr': 'rows' } });
  const named = (await patch(url, { profile: 'numbered' })).body;
  expect(named).toMatchObject({ profile: 'numbered', openQuestions: [expect.stringContaining('“Nr”')] });
});
