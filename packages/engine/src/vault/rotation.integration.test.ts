import { randomBytes } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import { type ConnectionRow, ensureConnection, findConnection } from '@syncline/store';
import { startTestEngine, type TestEngine } from '@syncline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { resolveSecrets } from '../connections/resolve-secrets.ts';
import type { EngineContext } from '../context.ts';
import { enterCredential } from './credentials.ts';
import { createKeyRing } from './key-ring.ts';
import { rotateVault } from './rotate-vault.ts';

const CONNECTIONS = 120;
const key = (): string => randomBytes(32).toString('hex');
const before = key();
const after = key();
let engine: TestEngine;
const connections: ConnectionRow[] = [];

/** Another process over the same database, with keys of its own. */
const processWith = (current: string, otherKeys?: string): EngineContext => ({
  ...engine.ctx,
  vault: createKeyRing({ key: current, otherKeys }),
});

beforeAll(async () => {
  engine = await startTestEngine({ workers: false, sandbox: { issues: 1, repositories: 1 } });
  const first = processWith(before);
  for (let index = 0; index < CONNECTIONS; index++) {
    const id = await ensureConnection(engine.ctx.store, {
      workspaceId: 1,
      name: `connection ${index}`,
      connector: 'github',
      baseUrl: engine.sandbox.url,
      settings: {},
      secrets: { token: 'env:TEST_TOKEN' },
    });
    await enterCredential(first, (await findConnection(engine.ctx.store, id))!, {
      name: 'token',
      value: `secret ${index}`,
      actor: 'test',
    });
    connections.push((await findConnection(engine.ctx.store, id))!);
  }
});

afterAll(() => engine?.stop());

it('wraps everything with the new key while everything is read and entered anew, and no read fails', async () => {
  const notRestarted = processWith(before, after);
  const restarted = processWith(after, before);
  let reads = 0;
  let rotating = true;
  const expected = connections.map((_, index) => new Set([`secret ${index}`]));
  const reader = async (ctx: EngineContext, start: number) => {
    for (let n = start; rotating; n++) {
      const index = n % CONNECTIONS;
      const { token } = await resolveSecrets(ctx, connections[index]!);
      expect(expected[index]).toContain(token);
      reads++;
    }
  };
  const writer = async () => {
    for (let n = 0; rotating; n++) {
      const index = (n * 7) % CONNECTIONS;
      const value = `secret ${index} entered ${n}`;
      expected[index]!.add(value);
      // The one that was not restarted still wraps with the old key: what it enters is found by the next rotation.
      await enterCredential(n % 2 === 0 ? notRestarted : restarted, connections[index]!, {
        name: 'token',
        value,
        actor: 'test',
      });
      await breathe();
    }
  };
  const working = Promise.all([
    ...[0, 40, 80].map((start) => reader(notRestarted, start)),
    ...[20, 60, 100].map((start) => reader(restarted, start)),
    writer(),
  ]);
  const readsWhileRotating: number[] = [];
  for (let round = 0; round < 5; round++) {
    const standing = reads;
    const { failed } = await rotateVault(restarted);
    expect(failed).toEqual([]);
    readsWhileRotating.push(reads - standing);
  }
  rotating = false;
  await working;
  expect(Math.max(...readsWhileRotating)).toBeGreaterThan(0);
  expect(reads).toBeGreaterThan(CONNECTIONS);

  const { keys } = await rotateVault(restarted);
  expect(keys).toEqual([{ keyId: restarted.vault.current!.id, credentials: CONNECTIONS }]);
  const withoutOld = processWith(after);
  for (const [index, connection] of connections.entries())
    expect(expected[index]).toContain((await resolveSecrets(withoutOld, connection))['token']);
}, 60_000);

it('says which key is missing, where, and what to do, and has the connection wait', async () => {
  const stale = processWith(before);
  await expect(resolveSecrets(stale, connections[0]!)).rejects.toMatchObject({
    class: 'auth',
    code: 'vault_key_missing',
    message: expect.stringMatching(
      /^The secret token of connection connection 0 is sealed with the vault key k_\w{12}, .*SYNCLINE_VAULT_OTHER_KEYS/,
    ),
  });
  const { failed, rewrapped } = await rotateVault(stale);
  expect(rewrapped).toBe(0);
  expect(failed).toHaveLength(CONNECTIONS);
});

it('does not open a row that was copied to another connection', async () => {
  const { store } = engine.ctx;
  await store.query(
    `update credentials set envelope = (select envelope from credentials where connection_id = $1) where connection_id = $2`,
    [connections[1]!.id, connections[2]!.id],
  );
  await expect(resolveSecrets(processWith(after), connections[2]!)).rejects.toMatchObject({ code: 'vault_unreadable' });
});

it('leaves what was entered where it is when the connection is set up again from a file', async () => {
  const { id, workspaceId, name, connector, baseUrl, settings } = connections[3]!;
  const secrets = { token: 'env:ELSEWHERE', webhookSecret: 'env:TEST_WEBHOOK_SECRET' };
  await ensureConnection(engine.ctx.store, { workspaceId, name, connector, baseUrl, settings, secrets });
  expect((await findConnection(engine.ctx.store, id))!.secrets).toEqual({
    token: 'vault:token',
    webhookSecret: 'env:TEST_WEBHOOK_SECRET',
  });
});
