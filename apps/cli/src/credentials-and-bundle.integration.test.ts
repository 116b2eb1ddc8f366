import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createJiraSandbox, type JiraSandbox } from '@syncline/connector-jira/sandbox';
import { OAuthServer } from '@syncline/sandbox';
import { ensureConnection, sealAudit } from '@syncline/store';
import { startTestEngine, TEST_VAULT_KEY, type TestEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CliIo } from './cli-io.ts';
import { publishedSchemas } from './published-schemas.ts';
import { runCli } from './run-cli.ts';
import { type OperatorProcess, startOperator } from './testing/start-operator.ts';

const secret = 'a secret that nobody may see';
const folder = mkdtempSync(join(tmpdir(), 'syncline-bundle-'));
let engine: TestEngine;
let operator: OperatorProcess;
let authorisation: OAuthServer;
let jira: JiraSandbox;
let url: string;

beforeAll(async () => {
  engine = await startTestEngine({ sandbox: { issues: 3, repositories: 1 } });
  operator = await startOperator({
    DATABASE_URL: engine.databaseUrl,
    SYNCLINE_VAULT_KEY: TEST_VAULT_KEY,
    SYNCLINE_ALLOWED_ADDRESSES: 'loopback',
    TEST_TOKEN: engine.sandbox.token,
    TEST_WEBHOOK_SECRET: engine.webhookSecret,
  });
  ({ url } = operator);
  authorisation = await OAuthServer.listen({ redirectUris: [`${url}/oauth/callback`] });
  jira = await createJiraSandbox({ issues: 1, projects: 1, acceptsToken: (given) => authorisation.accepts(given) });
  await ensureConnection(engine.ctx.store, {
    workspaceId: 1,
    name: 'jira',
    connector: 'jira',
    baseUrl: jira.url,
    settings: { authorizationServer: authorisation.url },
    secrets: {},
  });
});
afterAll(async () => {
  await operator?.stop();
  await jira?.close();
  await authorisation?.close();
  await engine?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function run(args: readonly string[], io: Partial<CliIo> = {}) {
  let out = '';
  let err = '';
  const code = await runCli([...args], {
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (err += text) },
    environment: { SYNCLINE_URL: url },
    signal: new AbortController().signal,
    ...io,
  });
  return { code, out, err };
}

describe('secrets of a connection', () => {
  it('are entered from the standard input or a prompt, listed without what they are, and removed', async () => {
    expect((await run(['credentials', 'set', 'jira', 'clientSecret'])).code).toBe(2);
    expect((await run(['credentials', 'set', 'jira', 'clientSecret', secret])).code).toBe(2);
    const piped = await run(['credentials', 'set', 'jira', 'clientSecret'], { readInput: async () => `${secret}\n` });
    expect(piped).toMatchObject({ code: 0, out: expect.stringContaining('is in the vault') });
    const asked: string[] = [];
    const typed = await run(['credentials', 'set', 'jira', 'clientId'], {
      askSecret: async (question) => {
        asked.push(question);
        return authorisation.clientId;
      },
    });
    expect([typed.code, asked]).toEqual([0, ['clientId of jira: ']]);

    const listed = await run(['credentials', 'list', 'jira', '--json']);
    const { items } = JSON.parse(listed.out) as { items: { name: string; source: string }[] };
    expect(publishedSchemas['credentials-list']!.safeParse(JSON.parse(listed.out)).success).toBe(true);
    expect(items.filter(({ source }) => source === 'vault').map(({ name }) => name)).toEqual(
      expect.arrayContaining(['clientId', 'clientSecret']),
    );
    for (const { out, err } of [piped, typed, listed]) expect(out + err).not.toContain(secret);

    expect((await run(['credentials', 'delete', 'jira', 'clientSecret'])).code).toBe(5);
    expect((await run(['credentials', 'delete', 'jira', 'clientSecret', '--yes'])).code).toBe(0);
    const after = JSON.parse((await run(['credentials', 'list', 'jira', '--json'])).out) as typeof items & {
      items: { name: string; source: string }[];
    };
    expect(after.items.find(({ name }) => name === 'clientSecret')?.source).toBe('absent');
  });

  it('are had by OAuth: the address is printed, and the command waits until it is done', async () => {
    await run(['credentials', 'set', 'jira', 'clientSecret'], { readInput: async () => authorisation.clientSecret });
    let err = '';
    const waiting = run(['connections', 'authorize', 'jira', '--json'], {
      stderr: {
        write: (text) => {
          err += text;
          const address = /http:\/\/\S+/.exec(text)?.[0];
          // What a person does in the browser.
          if (address) void fetch(address);
        },
      },
    });
    const { code, out } = await waiting;
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({ connection: 'jira', authorised: true });
    expect(err).toContain(authorisation.url);
    expect(await run(['connections', 'check', 'jira'])).toMatchObject({ code: 0 });
  });
});

describe('the support bundle', () => {
  it('holds how Syncline is, readable for its owner alone, and neither secrets nor what records hold', async () => {
    expect((await run(['sync', 'github', '--backfill', '--wait'])).code).toBe(0);
    const log = join(folder, 'syncline.log');
    const line = { time: 1, level: 50, msg: 'a page failed', code: 'x', record: 'the title of an issue' };
    writeFileSync(log, `${JSON.stringify(line)}\n${secret}\n`);
    const file = join(folder, 'bundle.tar.gz');
    const ran = await run(['support-bundle', file, '--log', log, '--json']);
    expect(ran.code).toBe(0);
    expect(publishedSchemas['support-bundle']!.parse(JSON.parse(ran.out))).toMatchObject({ missing: [] });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    execFileSync('tar', ['-xzf', file, '-C', folder]);
    const parts = (JSON.parse(ran.out) as { parts: string[] }).parts;
    const texts = parts.map((name) => readFileSync(join(folder, name), 'utf8'));
    expect(texts[parts.indexOf('configuration.json')]).toContain('env:TEST_TOKEN');
    expect(texts[parts.indexOf('metrics.txt')]).toMatch(/^# HELP /m);
    expect(texts[parts.indexOf('log.ndjson')]).toBe(
      `${JSON.stringify({ time: 1, level: 50, msg: 'a page failed', code: 'x' })}\n(a line that is no JSON)`,
    );
    const all = texts.join('\n');
    for (const word of [secret, engine.sandbox.token, engine.webhookSecret, 'the title of an issue'])
      expect(all).not.toContain(word);
    const { rows } = await engine.ctx.store.query<{ title: string }>(
      `select distinct fields ->> 'title' as title from entities where fields ->> 'title' is not null`,
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { title } of rows) expect(all).not.toContain(title);
  });
});

describe('the audit', () => {
  const file = join(folder, 'audit.ndjson');
  const verify = async (...args: string[]) => {
    const { code, out } = await run(['audit', 'verify', ...args, '--json']);
    return {
      code,
      ...(JSON.parse(out) as { rows: number; faults: { kind: string; seq: number; line: number | null }[] }),
    };
  };

  it('verifies, stored and exported, and names the row that was changed behind its back', async () => {
    const { store } = engine.ctx;
    await sealAudit(store);
    const exported = JSON.parse((await run(['audit', 'export', file, '--json'])).out);
    expect(exported).toMatchObject({ file, start: { seq: 0 } });
    expect(exported.rows).toBeGreaterThan(2);
    const end = `${exported.end.seq}:${exported.end.hash}`;
    expect(await verify()).toMatchObject({ code: 0, faults: [], rows: exported.rows });
    expect(await verify('--file', file, '--end', end)).toMatchObject({ code: 0, faults: [], rows: exported.rows });

    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    const write = (changed: readonly string[]) => writeFileSync(file, `${changed.join('\n')}\n`);
    write(lines.with(2, lines[2]!.replace(/"actor":"[^"]*"/, '"actor":"nobody"')));
    expect(await verify('--file', file)).toMatchObject({ code: 6, faults: [{ kind: 'changed', seq: 2, line: 3 }] });
    write(lines.toSpliced(1, 1));
    expect(await verify('--file', file)).toMatchObject({ code: 6, faults: [{ kind: 'removed', seq: 1, line: 2 }] });
    write(lines.slice(0, -2));
    expect(await verify('--file', file)).toMatchObject({ code: 6, faults: [{ kind: 'removed' }] });
    write(lines);
    const other = `${exported.end.seq}:${'0'.repeat(64)}`;
    expect(await verify('--file', file, '--end', other)).toMatchObject({ code: 6, faults: [{ kind: 'changed' }] });

    await store.transaction(async (tx) => {
      await tx.query('set local session_replication_role = replica');
      await tx.query(`update audit_log set actor = 'nobody' where seq = 2`);
    });
    expect(await verify()).toMatchObject({ code: 6, faults: [{ kind: 'changed', seq: 2 }] });
  });
});
