import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startTestEngine, type TestEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CliIo } from './cli-io.ts';
import { commandsOf, createProgram } from './create-program.ts';
import { publishedSchemas } from './published-schemas.ts';
import { runCli } from './run-cli.ts';
import { commandsElsewhere } from './testing/commands-elsewhere.ts';
import { leaveTraces } from './testing/leave-traces.ts';
import { type OperatorProcess, startOperator } from './testing/start-operator.ts';

const token = 'a token for the tests of the command line';
const pathOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));
let engine: TestEngine;
let operator: OperatorProcess;
let url: string;
let environment: Record<string, string>;

beforeAll(async () => {
  engine = await startTestEngine({
    sandbox: { issues: 120, repositories: 1, pullRequests: 0 },
    streams: ['issues', 'labels'],
  });
  environment = {
    DATABASE_URL: engine.databaseUrl,
    SYNCLINE_TOKEN: token,
    SYNCLINE_VAULT_KEY: '5e'.repeat(32),
    SYNCLINE_ALLOWED_ADDRESSES: 'loopback',
    TEST_TOKEN: engine.sandbox.token,
    TEST_WEBHOOK_SECRET: engine.webhookSecret,
  };
  operator = await startOperator(environment);
  ({ url } = operator);
});

afterAll(async () => {
  await operator?.stop();
  await engine?.stop();
});

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function runWith(io: Partial<CliIo>, ...args: string[]): Promise<Ran> {
  let out = '';
  let err = '';
  const code = await runCli(args, {
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (err += text) },
    environment: { SYNCLINE_URL: url, SYNCLINE_TOKEN: token },
    signal: new AbortController().signal,
    ...io,
  });
  return { code, out, err };
}

const run = (...args: string[]): Promise<Ran> => runWith({}, ...args);

it('backfills and waits, with the document on stdout and the way there on stderr', async () => {
  const { code, out, err } = await run('sync', '--backfill', '--wait', '--json');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ state: 'completed', counters: { recordsFailed: 0 } });
  expect(err).toContain('backfill of github: completed');
});

describe('in JSON mode every command prints one document of its published schema', () => {
  const commands: Readonly<Record<string, readonly string[]>> = {
    status: [],
    sync: ['github', '--streams', 'labels'],
    'process list': [],
    'process show': ['last'],
    'process pause': ['last', '--dry-run'],
    'process resume': ['last', '--dry-run'],
    'process cancel': ['last', '--dry-run'],
    'process retry': ['last', '--dry-run'],
    'reconcile list': [],
    'reconcile show': ['1'],
    'reconcile apply': ['1', '--policy', 'ignore', '--why', 'x', '--dry-run'],
    'reconcile replay': ['--class', 'mapping', '--dry-run'],
    'reconcile undo': ['1', '--dry-run'],
    'configs list': [],
    'configs presets': [],
    'configs init': ['github-jira', '--dry-run'],
    'conflicts list': [],
    'people list': ['--unmapped'],
    'entities list': [],
    'import list': [],
    'entities create': ['contact', '--set', 'last_name=Muster', '--dry-run'],
    'approvals list': [],
    'approvals show': ['1'],
    'approvals approve': ['1', '--dry-run'],
    'approvals reject': ['--policy', 'big deals', '--dry-run'],
    'audit list': [],
    'audit export': [join(mkdtempSync(join(tmpdir(), 'syncline-audit-')), 'audit.ndjson')],
    'audit verify': [],
    'clients list': ['--open-deals'],
    'clients show': ['00000000-0000-7000-8000-000000000009'],
    'clients members': ['00000000-0000-7000-8000-000000000009', '--part', 'deal'],
    'clients relations': ['00000000-0000-7000-8000-000000000009', '--limit', '5'],
    'duplicates list': [],
    'duplicates show': ['1'],
    'duplicates merge': ['1', '--why', 'x', '--dry-run'],
    'duplicates undo': ['1', '--dry-run'],
    'duplicates dismiss': ['1', '--dry-run'],
    'insights list': [],
    'insights show': ['1'],
    'insights dismiss': ['1', '--why', 'x', '--dry-run'],
    'insights rules': [],
    'insights run': ['stale_deals', '--dry-run'],
    'insights check': [pathOf('../../../packages/insights/pack/sales.yaml')],
    'alerts list': ['--all'],
    'alerts show': ['1'],
    'alerts acknowledge': ['1', '--silence', '2h', '--dry-run'],
    slo: [],
    'cache status': [],
    'connections list': [],
    'connections show': ['github'],
    'connections check': [],
    'connections fields': [],
    'webhooks list': [],
    'webhooks register': ['--ingress', 'http://127.0.0.1:9'],
    'webhooks trigger': [],
    'webhooks deliveries': [],
    'webhooks replay': ['1'],
    'keys list': [],
    'keys create': ['another', '--role', 'operator', '--expires', '90d', '--dry-run'],
    'keys revoke': ['standing', '--dry-run'],
    'keys rotate': [],
    doctor: [],
    completion: ['bash'],
  };

  beforeAll(async () => {
    await run('keys', 'create', 'standing');
    await leaveTraces(engine.ctx.store, engine.connectionId);
  });

  it('for all commands but `up`, which starts a whole Syncline', () => {
    const nobody = { write: () => {} };
    const { signal } = new AbortController();
    const program = createProgram({ stdout: nobody, stderr: nobody, environment: {}, signal }, () => {});
    const leaves = commandsOf(program)
      .filter((command) => command.commands.length === 0)
      .map((command) => (command.parent === program ? command.name() : `${command.parent?.name()} ${command.name()}`));
    expect(leaves.sort()).toEqual([...Object.keys(commands), ...commandsElsewhere, 'up'].sort());
  });

  it.each(Object.entries(commands))('%s', async (name, args) => {
    const { code, out } = await run(...name.split(' '), ...args, '--json');
    expect(code).toBe(0);
    expect(out.trimEnd().split('\n')).toHaveLength(1);
    const document = JSON.parse(out);
    expect(publishedSchemas[name.replace(' ', '-')]!.parse(document)).toEqual(document);
  });

  it.each(Object.entries(commands))('%s, and a table for people without a colour in a pipe', async (name, args) => {
    const { code, out } = await run(...name.split(' '), ...args);
    expect(code).toBe(0);
    expect(out.trim()).not.toBe('');
    expect(out).not.toContain('\u001b');
  });
});

it('writes CSV that is safe to open', async () => {
  const { out } = await run('reconcile', 'list', '--output', 'csv');
  expect(out.split('\r\n')[0]).toContain('id,state,connection');
  expect(out).toContain(`"'=HYPERLINK(""http://evil"")"`);
});

it('exits with what happened', async () => {
  expect((await run('process', 'show', '00000000-0000-7000-8000-000000000000')).code).toBe(3);
  expect((await run('connections', 'show', 'nobody')).code).toBe(3);
  const { out } = await run('sync', '--backfill', '--wait', '--json');
  const { id } = JSON.parse(out) as { id: string };
  const paused = await run('process', 'pause', id, '--json');
  expect(paused.code).toBe(4);
  expect(JSON.parse(paused.out)).toMatchObject({ error: { code: 'wrong-state' } });
  expect((await run('process', 'show', 'nonsense')).code).toBe(2);
  expect((await run('sync', '--streams', 'nonsense')).code).toBe(2);
  expect((await runWith({ environment: { SYNCLINE_URL: url } }, 'status')).code).toBe(77);
  expect((await runWith({ environment: { SYNCLINE_URL: url, SYNCLINE_TOKEN: 'wrong' } }, 'status')).code).toBe(77);
});

it('cancels only with a word from somebody', async () => {
  const refused = await run('process', 'cancel', 'last');
  expect(refused.code).toBe(5);
  expect((await runWith({ ask: async () => 'n' }, 'process', 'cancel', 'last')).code).toBe(5);
  expect((await runWith({ ask: async () => 'y' }, 'process', 'cancel', 'last', '--no-input')).code).toBe(5);
  // The newest one has ended by now: the word was taken, the state refuses.
  expect((await runWith({ ask: async () => 'y' }, 'process', 'cancel', 'last')).code).toBe(4);
  expect((await run('process', 'cancel', 'last', '--yes')).code).toBe(4);
  // What ended well has nothing to be done once more.
  expect((await run('process', 'retry', 'last')).code).toBe(4);
});

it('says with 75 that it may be tried again, and when', async () => {
  const busy = await startOperator({ ...environment, SYNCLINE_API_CALLS_PER_MINUTE: '1' });
  try {
    const io = { environment: { SYNCLINE_URL: busy.url, SYNCLINE_TOKEN: token } };
    let last = await runWith(io, 'keys', 'list', '--json');
    for (let asked = 1; last.code === 0 && asked < 50; asked += 1) last = await runWith(io, 'keys', 'list', '--json');
    expect(last.code).toBe(75);
    expect(JSON.parse(last.out)).toMatchObject({
      error: { message: expect.stringMatching(/gain in \d+ s/) as string },
    });
  } finally {
    await busy.stop();
  }
});

it('ends a watch when it is interrupted', async () => {
  const stopping = new AbortController();
  let out = '';
  const write = (text: string) => {
    out += text;
    stopping.abort();
  };
  const { code } = await runWith({ signal: stopping.signal, stdout: { write } }, 'status', '--watch', '--json');
  expect(code).toBe(130);
  expect(JSON.parse(out.split('\n')[0]!)).toHaveProperty('sentence');
});

it('draws bars on a terminal', async () => {
  let err = '';
  const stderr = Object.assign(
    { write: (text: string) => (err += text) },
    { isTTY: true, columns: 120, on: () => {}, removeListener: () => {}, once: () => {} },
  );
  const { code } = await runWith({ stderr }, 'sync', '--backfill', '--wait');
  expect(code).toBe(0);
  expect(err).toContain('█');
  expect(err).toContain('issues');
});

it('asks for a word before it acts on many', async () => {
  const refused = await run('reconcile', 'replay', '--class', 'mapping');
  expect(refused.code).toBe(5);
  expect((await run('reconcile', 'replay')).code).toBe(2);
  expect((await run('reconcile', 'replay', '1', '--class', 'mapping')).code).toBe(2);
  const none = await run('reconcile', 'replay', '--class', 'nonsense', '--json');
  expect(none).toMatchObject({ code: 0 });
  expect(JSON.parse(none.out)).toMatchObject({ matched: 0, done: 0, dryRun: false });
  const replayed = await run('reconcile', 'replay', '--class', 'mapping', '--yes', '--json');
  expect(JSON.parse(replayed.out)).toMatchObject({ action: 'retry', matched: 1, done: 1, refused: [] });
  const { out } = await run('audit', 'list', '--action', 'item.retry', '--json');
  expect(JSON.parse(out)).toMatchObject({ items: [{ why: 'replayed' }] });
});

it('has the vendor ping us, and hears it by way of the ingress', async () => {
  const ingress = await startOperator(environment, 'ingress');
  try {
    expect((await run('webhooks', 'register', '--ingress', ingress.url)).code).toBe(0);
    const { code, out } = await run('doctor', '--webhooks', '--json');
    const { checks } = JSON.parse(out) as { checks: { name: string }[] };
    expect(checks.filter(({ name }) => name.startsWith('webhooks'))).toEqual([
      { name: 'webhooks of github', result: 'ok', detail: expect.stringMatching(/ping, and ping came$/), hint: null },
    ]);
    expect(code).toBe(0);
  } finally {
    await ingress.stop();
  }
});

it('works as a program', async () => {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [pathOf('main.ts'), 'connections', '--json'], {
    env: { SYNCLINE_URL: url, SYNCLINE_TOKEN: token },
  });
  expect(JSON.parse(stdout)).toMatchObject({ items: [{ name: 'github' }] });
  expect(stderr).toBe('');
});

describe('a key of the command line', () => {
  it('is made, sent, limited by its role, and revoked', async () => {
    const made = await run('keys', 'create', 'robot', '--role', 'viewer');
    expect(made.code).toBe(0);
    const key = made.out.trim();
    expect(key).toMatch(/^syn_[0-9a-f]{8}_/);
    expect(made.err).not.toContain(key);
    const asRobot = (...args: string[]) =>
      runWith({ environment: { SYNCLINE_URL: url, SYNCLINE_API_KEY: key, SYNCLINE_TOKEN: 'not this one' } }, ...args);
    expect((await asRobot('connections', 'list')).code).toBe(0);
    const refused = await asRobot('sync', 'github', '--json');
    expect(refused.code).toBe(77);
    expect(JSON.parse(refused.out)).toMatchObject({ error: { code: 'role-too-low' } });
    expect((await asRobot('connections', 'list', '--workspace', 'elsewhere')).code).toBe(3);
    expect((await run('keys', 'revoke', 'robot')).code).toBe(5);
    expect((await run('keys', 'revoke', 'robot', '--yes')).code).toBe(0);
    expect((await asRobot('connections', 'list')).code).toBe(77);
    expect((await run('keys', 'revoke', 'nobody', '--yes')).code).toBe(3);
  });
});
