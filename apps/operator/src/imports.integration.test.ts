import { startTestEngine, type TestEngine } from '@syncline/testing';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createOperatorApp } from './create-operator-app.ts';
import type { App } from './operator-deps.ts';
import { callApi } from './testing/call-api.ts';

let engine: TestEngine;
let app: App;
const { get, post, patch } = callApi(() => app, 'anna');

beforeAll(async () => {
  engine = await startTestEngine({ sandbox: { issues: 1, repositories: 1 } });
  app = await createOperatorApp({ context: engine.ctx });
});
afterAll(async () => {
  await app?.close();
  await engine?.stop();
});

const upload = async (name: string, content: string | Buffer) => {
  const answer = await app.inject({
    method: 'POST',
    url: `/api/v1/imports?name=${name}`,
    headers: { 'content-type': 'text/csv' },
    payload: content,
  });
  return { status: answer.statusCode, body: answer.json() };
};

/** Starts it and waits for its end. */
const run = async (importId: string, verb: 'apply' | 'undo' | 'replay', body: object = {}) => {
  const started = await post(`/api/v1/imports/${importId}/${verb}`, body);
  expect(started).toMatchObject({ status: 202 });
  const process = await vi.waitUntil(
    async () => {
      const now = await get(`/api/v1/processes/${started.body.processId}`);
      return now.finishedAt === null ? null : now;
    },
    { timeout: 60_000, interval: 50 },
  );
  return { process, importId: started.body.importId as string };
};

/** What the graph holds of clients, without what is another one each time. */
const graph = async () => {
  const { rows } = await engine.ctx.store.query<{ kind: string; fields: Record<string, unknown>; links: unknown }>(
    `select e.kind, e.fields - 'account' as fields, (select jsonb_agg(t.fields ->> 'name') from relations r join entities t on t.id = r.to_entity_id
       where r.from_entity_id = e.id) as links from entities e
     where e.kind in ('account', 'contact') and e.deleted_at is null order by e.kind, e.fields ->> 'email', e.fields ->> 'name'`,
  );
  return rows;
};

const people =
  'Vorname;Nachname;E-Mail;Firma;Website;Telefon\nJürgen;Müller;J.Mueller@acme.de;ACME;www.acme.de;+49 30 901820\nEva;Klein;eva@acme.de;ACME;acme.de;\nOtto;Kurz;otto@kurz.example;;;\n';

it('brings contacts and their companies, the same file once, and takes them back', async () => {
  const { status, body } = await upload('people.csv', people);
  expect({ status, openQuestions: body.openQuestions }).toEqual({ status: 201, openQuestions: [] });
  expect((await post(`/api/v1/imports/${body.id}/dry-run`, {})).body).toMatchObject({
    rows: 3,
    isWhole: true,
    entities: { created: 4, updated: 0, linked: 0 },
    failedRows: 0,
  });
  expect(await graph()).toEqual([]);

  const { process } = await run(body.id, 'apply', { saveAs: 'people' });
  expect(process).toMatchObject({ state: 'completed', kind: 'import', progress: { done: 3, expected: 3, share: 1 } });
  const applied = await graph();
  expect(applied).toEqual([
    { kind: 'account', fields: { name: 'ACME', domain: 'acme.de' }, links: null },
    {
      kind: 'contact',
      fields: { first_name: 'Eva', last_name: 'Klein', email: 'eva@acme.de' },
      links: ['ACME'],
    },
    {
      kind: 'contact',
      fields: { first_name: 'Jürgen', last_name: 'Müller', email: 'j.mueller@acme.de', phone: '+4930901820' },
      links: ['ACME'],
    },
    { kind: 'contact', fields: { first_name: 'Otto', last_name: 'Kurz', email: 'otto@kurz.example' }, links: null },
  ]);

  const first = await get(`/api/v1/imports/${body.id}/records?limit=3`);
  const rest = await get(`/api/v1/imports/${body.id}/records?limit=3&cursor=${first.nextCursor}`);
  const told = [...first.items, ...rest.items].map(({ kind, name, action, row }) => [kind, name, action, row]);
  expect(told.toSorted(([, one], [, other]) => one.localeCompare(other))).toEqual([
    ['account', 'ACME', 'created', 2],
    ['contact', 'Eva Klein', 'created', 3],
    ['contact', 'Jürgen Müller', 'created', 2],
    ['contact', 'Otto Kurz', 'created', 4],
  ]);
  expect(rest.nextCursor).toBeNull();

  const again = await upload('people again.csv', people);
  expect(again.body).toMatchObject({ profile: 'people', sha256: body.sha256 });
  await run(again.body.id, 'apply');
  expect((await get(`/api/v1/imports/${again.body.id}`)).counts).toMatchObject({
    entities: { unchanged: 4 },
    rows: { unchanged: 3 },
  });
  expect(await graph()).toEqual(applied);

  await run(body.id, 'undo');
  expect(await graph()).toEqual([]);
  const replayed = await run(body.id, 'replay');
  expect(await graph()).toEqual(applied);
  expect((await get(`/api/v1/imports/${replayed.importId}`)).counts.entities).toEqual({ revived: 4 });
});

it('asks how dates are to be read, holds bad rows back, and applies them once they are put right', async () => {
  const deals =
    'Deal;Company;Amount;Close date\nBig;Globex;1.200,50;03/04/2026\nSmall;Globex;90;05/06/2026\nOdd;Globex;ten;07/08/2026\n';
  const { body } = await upload('deals.csv', deals);
  expect(body.openQuestions).toEqual([expect.stringContaining('can be read two ways')]);
  expect(await post(`/api/v1/imports/${body.id}/apply`, {})).toMatchObject({ status: 409 });
  const answered = await patch(`/api/v1/imports/${body.id}`, { answers: { 'order Close date': 'dmy' } });
  expect(answered.body.openQuestions).toEqual([]);
  expect((await get(`/api/v1/imports/${body.id}/preview`)).rows[2].problems).toMatchObject([
    { row: 4, column: 'Amount' },
  ]);

  expect((await run(body.id, 'apply')).process.state).toBe('completed_with_errors');
  const [item] = (await get('/api/v1/reconciliation?class=invalid')).items;
  expect(item).toMatchObject({ connectionName: 'imports', code: 'import_no_number', field: 'Amount' });
  expect(await post(`/api/v1/imports/${body.id}/rows/4/correct`, { cells: { Amount: 'eleven' } })).toMatchObject({
    status: 422,
  });
  expect(await post(`/api/v1/imports/${body.id}/rows/4/correct`, { cells: { Amount: '10' } })).toMatchObject({
    status: 200,
  });
  expect((await get(`/api/v1/reconciliation/${item.id}`)).state).toBe('resolved');
  const { rows } = await engine.ctx.store.query(
    `select fields ->> 'name' as name, (fields ->> 'amount')::float8 as amount, fields ->> 'close_date' as closes from entities where kind = 'deal' order by 1`,
  );
  expect(rows).toEqual([
    { name: 'Big', amount: 1200.5, closes: '2026-04-03' },
    { name: 'Odd', amount: 10, closes: '2026-08-07' },
    { name: 'Small', amount: 90, closes: '2026-06-05' },
  ]);
});

it('leaves what people have changed since where it is, and says so', async () => {
  const first = await upload('one.csv', 'first name,last name,email,title\nAda,Long,ada@long.example,Engineer\n');
  await run(first.body.id, 'apply');
  const { rows } = await engine.ctx.store.query<{ id: string }>(
    `select id from entities where fields ->> 'email' = 'ada@long.example'`,
  );
  const id = rows[0]!.id;
  const edit = await app.inject({
    method: 'PATCH',
    url: `/api/v1/entities/${id}`,
    headers: { 'if-match': '"1"' },
    payload: { fields: { title: 'Director' } },
  });
  expect(edit.statusCode).toBe(200);

  const again = await upload('one.csv', 'first name,last name,email,title\nAda,Long,ada@long.example,Engineer\n');
  await run(again.body.id, 'apply');
  expect((await get(`/api/v1/entities/${id}`)).fields.title).toBe('Director');

  await run(first.body.id, 'undo');
  expect((await get(`/api/v1/entities/${id}`)).deletedAt).toBeNull();
  expect((await get(`/api/v1/imports/${first.body.id}`)).counts.undone).toEqual({ kept: 1 });
  const kept = (await get('/api/v1/reconciliation?class=invalid')).items.find(
    (each: { code: string }) => each.code === 'import_changed_since',
  );
  expect(kept.message).toContain('has been changed since');
});

it('refuses a change of its meaning that was made on another than stands', async () => {
  const brought = await app.inject({
    method: 'POST',
    url: '/api/v1/imports?name=meant.csv',
    headers: { 'content-type': 'text/csv' },
    payload: 'Deal,Close date\nBig,03/04/2026\n',
  });
  const url = `/api/v1/imports/${brought.json().id}`;
  const made = { 'if-match': String(brought.headers.etag) };
  const first = await patch(url, { answers: { 'order Close date': 'dmy' } }, made);
  expect(first).toMatchObject({ status: 200, etag: expect.stringMatching(/^".{20,}"$/) });
  const { manifest } = brought.json();
  expect(await patch(url, { manifest: { ...manifest, records: [] } }, made)).toMatchObject({ status: 412 });
  expect((await get(url)).manifest).toEqual(first.body.manifest);
  const again = await patch(url, { answers: { 'order Close date': 'mdy' } }, { 'if-match': String(first.etag) });
  expect(again).toMatchObject({ status: 200, body: { openQuestions: [] } });
  expect(again.etag).not.toBe(first.etag);
});

it('refuses what is no table, in words', async () => {
  expect(await upload('old.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toMatchObject({
    status: 422,
    body: { code: 'file-old-excel' },
  });
  expect(await upload('empty.csv', '')).toMatchObject({ status: 422, body: { code: 'file-empty' } });
});
