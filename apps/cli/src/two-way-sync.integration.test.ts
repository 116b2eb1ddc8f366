import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSalesforceSandbox, type SalesforceSandbox } from '@syncline/connector-salesforce/sandbox';
import { type SyncEngine, startSyncEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishedSchemas } from './published-schemas.ts';
import { runCli } from './run-cli.ts';
import { type OperatorProcess, startOperator } from './testing/start-operator.ts';

let left: SalesforceSandbox;
let right: SalesforceSandbox;
let engine: SyncEngine;
let operator: OperatorProcess;
let url: string;
const file = join(mkdtempSync(join(tmpdir(), 'syncline-two-way-')), 'mirror.yaml');
const side = (connection: string): string => `
        - connection: ${connection}
          stream: contacts
          createIn: org
          match: [email]
          fields: { last_name: last_name, email: email, title: title }`;
const config = `name: mirror
two_way_create: true
settings:
  kinds:
    contact:
      policies: { title: manual }
      members:${side('left')}${side('right')}
`;

beforeAll(async () => {
  left = await createSalesforceSandbox({ accounts: 0 });
  right = await createSalesforceSandbox({ accounts: 0 });
  engine = await startSyncEngine({
    sides: Object.entries({ left, right }).map(([name, sandbox]) => ({
      name,
      connector: 'salesforce',
      url: sandbox.url,
      settings: { organizationId: sandbox.organizationId, seesAllRecords: true },
      secrets: { clientId: sandbox.clientId, clientSecret: sandbox.clientSecret },
    })),
  });
  operator = await startOperator({ DATABASE_URL: engine.databaseUrl });
  ({ url } = operator);
});

afterAll(async () => {
  await operator?.stop();
  await engine?.stop();
  await left?.close();
  await right?.close();
});

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const code = await runCli(args, {
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (err += text) },
    environment: { SYNCLINE_URL: url, SYNCLINE_ACTOR: 'Zoë' },
    signal: new AbortController().signal,
  });
  return { code, out, err };
}

/** One document, as its schema has it. */
async function json(...args: string[]) {
  const { code, out, err } = await run(...args, '--json');
  expect(err).toBe('');
  expect(out.trimEnd().split('\n')).toHaveLength(1);
  const document = JSON.parse(out);
  const name = args[0] === 'status' ? args[0] : `${args[0]}-${args[1]}`;
  if (!('error' in document)) expect(publishedSchemas[name]!.parse(document)).toEqual(document);
  return { code, document };
}

async function conflictOf(name: string) {
  const id = String(left.create('Contact', { LastName: name, Email: `${name}@example.org`, Title: 'before' }).Id);
  const settle = async (side: string, externalId: string) => {
    await engine.hint(side, { stream: 'contacts', externalId, locator: externalId, scope: 'org' });
    await engine.quiet();
  };
  await settle('left', id);
  const { rows } = await engine.ctx.store.query<{ twin: string; entityId: string }>(
    `select b.external_id as twin, b.entity_id as "entityId" from mappings a join mappings b using (workspace_id, entity_id)
     where a.external_id = $1 and a.connection_id <> b.connection_id`,
    [id],
  );
  const { twin, entityId } = rows[0]!;
  left.edit('Contact', id, { Title: 'of the left' });
  right.edit('Contact', twin, { Title: 'of the right' });
  await settle('left', id);
  await settle('right', twin);
  const { document } = await json('conflicts', 'list', '--entity', entityId);
  return { id: String(document.items[0].id), left: id, right: twin, entityId };
}

const titles = async (record: { left: string; right: string }) => {
  await engine.quiet();
  return [left.record('Contact', record.left)?.Title, right.record('Contact', record.right)?.Title];
};

describe('configs', () => {
  it('are applied from a file, after a look', async () => {
    writeFileSync(file, config);
    const look = await json('configs', 'apply', file, '--dry-run');
    expect(look).toMatchObject({ code: 0, document: { dryRun: true, action: 'create' } });
    expect((await json('configs', 'list')).document.items).toEqual([]);
    const applied = await json('configs', 'apply', file, '--why', 'merger');
    expect(applied.document).toMatchObject({ action: 'create', config: { name: 'mirror', version: 1 } });
    expect((await json('configs', 'apply', file)).document).toMatchObject({ action: 'none', config: { version: 1 } });
    writeFileSync(file, config.replace('two_way_create: true', 'two_way_create: true\nsync_interval: 60'));
    expect((await json('configs', 'apply', file)).document).toMatchObject({
      action: 'update',
      changes: ['sync_interval'],
      config: { version: 2 },
    });
    expect((await run('configs', 'show', 'mirror')).out).toContain('left/contacts');
    expect((await json('configs', 'show', 'mirror')).document).toMatchObject({ sync_interval: 60 });
    expect((await json('audit', 'list', '--action', 'sync_config')).document.items).toMatchObject([
      { actor: 'Zoë', action: 'sync_config.saved' },
      { actor: 'Zoë', action: 'sync_config.created', why: 'merger' },
    ]);
  });

  it('that are wrong are refused with file, line and fix', async () => {
    const wrong = join(file, '..', 'wrong.yaml');
    writeFileSync(wrong, config.replace('createIn: org', 'create_in: org'));
    const { code, err } = await run('configs', 'apply', wrong);
    expect(code).toBe(78);
    expect(err).toContain('wrong.yaml:10:11 settings.kinds.contact.members.0.create_in');
    expect(err).toContain('did you mean createIn?');
    writeFileSync(wrong, config.replace('connection: right', 'connection: write'));
    expect((await run('configs', 'apply', wrong, '--dry-run')).err).toMatch(
      /wrong\.yaml:13:11 settings\.kinds\.contact\.members\.1\.connection: .*there are left, right/,
    );
    writeFileSync(wrong, `${config}secret_reference: hunter2\n`);
    const secret = await run('configs', 'apply', wrong);
    expect(secret.code).toBe(78);
    expect(secret.err).toContain('env:NAME');
    expect(secret.err).not.toContain('hunter2');
    expect((await run('configs', 'show', 'nobody')).code).toBe(3);
  });
});

describe('conflicts', () => {
  it('are listed, shown and resolved', async () => {
    const conflict = await conflictOf('resolved');
    const table = await run('conflicts', 'list');
    for (const word of ['before', 'of the left', 'of the right', 'right/contacts']) expect(table.out).toContain(word);
    expect((await json('conflicts', 'show', conflict.id)).document).toMatchObject({ base_value: 'before' });
    const line = ['conflicts', 'resolve', conflict.id, '--policy'];
    expect((await run(...line, 'take_merged', '--value', 'no json')).code).toBe(2);
    expect((await run(...line, 'take_merged')).code).toBe(2);
    const look = await json(...line, 'take_remote', '--dry-run');
    expect(look.document).toMatchObject({ dryRun: true, action: 'take remote of the right' });
    const status = await json('status');
    expect(status.document.sync.totals).toMatchObject({ conflicts_open: 1, writebacks_pending: 0 });
    expect((await run('status')).out).toMatch(/right\/contacts +contact +1 /);
    const resolved = await json(...line, 'take_merged', '--value', '"of both"', '--why', 'they agreed');
    expect(resolved.document).toMatchObject({ state: 'resolved', resolved_by: 'Zoë' });
    expect(await titles(conflict)).toEqual(['of both', 'of both']);
    expect((await run(...line, 'take_local')).code).toBe(4);
    expect((await json('conflicts', 'list', '--resolved')).document.items).toHaveLength(1);
    expect(
      (await json('audit', 'list', '--entity', conflict.entityId, '--action', 'item')).document.items,
    ).toMatchObject([{ action: 'item.take_merged', why: 'they agreed', actor: 'Zoë' }]);
  });

  it('are decided one by one and by the group in the table', async () => {
    const [one, two, three] = [await conflictOf('one'), await conflictOf('two'), await conflictOf('three')];
    const decide = (...args: string[]) =>
      json('reconcile', 'apply', ...args, '--policy', 'take_remote', '--why', 'the right is right');
    expect((await decide(one.id)).document).toMatchObject({ matched: 1, done: 1, ids: [Number(one.id)] });
    const { document: item } = await json('reconcile', 'show', two.id);
    const look = await decide('--group', item.fingerprint, '--dry-run');
    expect(look.document).toMatchObject({ dryRun: true, matched: 2, ids: [Number(two.id), Number(three.id)] });
    expect((await decide('--group', item.fingerprint)).code).toBe(5);
    const done = await decide('--group', item.fingerprint, '--connection', 'right', '--yes');
    expect(done).toMatchObject({ code: 0, document: { matched: 2, done: 2, refused: [] } });
    for (const conflict of [one, two, three]) expect(await titles(conflict)).toEqual(['of the right', 'of the right']);
  });

  it('that a policy can not decide are findings', async () => {
    const conflict = await conflictOf('refused');
    const merged = ['reconcile', 'apply', conflict.id, '--policy', 'link', '--why', 'x'];
    expect((await run(...merged)).code).toBe(2);
    const many = ['reconcile', 'apply', '--field', 'title', '--policy', 'link', '--why', 'x', '--yes'];
    expect((await run(...many)).code).toBe(2);
    expect((await run('reconcile', 'replay', conflict.id)).code).toBe(0);
    expect(await titles(conflict)).toEqual(['of the left', 'of the left']);
  });
});

describe('entities', () => {
  it('are made, shown and edited on the version that stands', async () => {
    const made = await json('entities', 'create', 'contact', '--set', 'last_name=Hub', '--set', 'email=h@example.org');
    expect(made.document).toMatchObject({ version: 1, fields: { last_name: 'Hub' } });
    await engine.quiet();
    const { id } = made.document;
    const look = await json('entities', 'edit', id, '--set', 'title=Chief', '--dry-run');
    expect(look.document).toMatchObject({ dryRun: true, changes: { title: { from: null, to: 'Chief' } } });
    const edited = await json('entities', 'edit', id, '--fields', '{"title":"Chief"}', '--why', 'promoted');
    expect(edited.document.fields.title).toBe('Chief');
    expect((await run('entities', 'edit', id, '--set', 'title=Boss', '--if-version', '1')).code).toBe(4);
    await engine.quiet();
    const { out } = await run('entities', 'show', id);
    for (const word of ['Chief', 'hub', 'left/contacts', 'right/contacts', 'edited in the hub', 'Zoë'])
      expect(out).toContain(word);
    const { document } = await json('entities', 'show', id);
    expect(right.record('Contact', document.mappings[1].externalId)).toMatchObject({ Title: 'Chief' });
    expect((await run('entities', 'create', 'unicorn', '--set', 'a=b')).code).toBe(2);
  });
});

it('removes a config only with a word from somebody', async () => {
  expect((await run('configs', 'delete', 'mirror')).code).toBe(5);
  expect((await json('configs', 'delete', 'mirror', '--dry-run')).document).toMatchObject({ target: 'mirror' });
  expect((await json('configs', 'delete', 'mirror', '--yes', '--why', 'over')).document).toMatchObject({
    name: 'mirror',
  });
  expect((await run('configs', 'show', 'mirror')).code).toBe(3);
});

it('lists who is missing at a side, one line a suggestion', async () => {
  const member = (connection: string) => ({ connection, stream: 'users', direction: 'in', fields: { name: 'name' } });
  const settings = { kinds: { user: { members: [member('left'), member('right')] } } };
  writeFileSync(file, JSON.stringify({ name: 'who', settings }));
  expect((await run('configs', 'apply', file)).code).toBe(0);
  const [ann] = left.records('User');
  const id = String(ann!.Id);
  for (const side of ['left', 'right'])
    await engine.hint(side, { stream: 'users', externalId: id, locator: null, scope: 'org' });
  await engine.quiet();
  expect((await json('people', 'list', '--unmapped')).document.items).toMatchObject([
    { called_as: id, missing_at: ['right/users'], suggestions: [{ called_as: id, why: 'same_email' }] },
    { called_as: id, missing_at: ['left/users'], suggestions: [{ called_as: id, why: 'same_email' }] },
  ]);
  const csv = (await run('people', '--unmapped', '--connection', 'left', '--output', 'csv')).out.trim().split('\r\n');
  expect(csv).toEqual([
    'side,user,name,linked at,missing at,may be,called,score,why',
    `left/users,${id},${ann!.Name},,right/users,${ann!.Name},${id},1,same_email`,
  ]);
});

it('takes a word on who is who: that two are two people, that they are one, and that this was a mistake', async () => {
  const [ann] = left.records('User');
  const [one, other] = [`left:${ann!.Id}`, `right:${ann!.Id}`];
  const decide = async (verb: string) => {
    const { code, out, err } = await run('people', verb, one, other, '--why', 'somebody who knows them', '--json');
    expect({ code, err }).toMatchObject({ code: 0, err: expect.stringContaining(`${one} and ${other} are`) });
    const document = JSON.parse(out);
    expect(publishedSchemas[`people-${verb}`]!.parse(document)).toEqual(document);
  };
  await decide('refuse');
  const { document } = await json('people', 'list', '--unmapped');
  expect(document.items.map(({ suggestions }: { suggestions: unknown[] }) => suggestions)).toEqual([[], []]);
  await decide('map');
  expect((await json('people', 'list', '--unmapped')).document.items).toEqual([]);
  await decide('unmap');
  const { document: apart } = await json('people', 'list', '--unmapped');
  expect(apart.items).toMatchObject([{ suggestions: [] }, { suggestions: [] }]);
  expect((await json('configs', 'show', 'who')).document.settings.people).toEqual([]);
  await decide('unmap');
  const nobody = await run('people', 'map', one, 'right:nobody');
  expect(nobody.code).not.toBe(0);
  expect(nobody.err).toContain('nobody');
});
