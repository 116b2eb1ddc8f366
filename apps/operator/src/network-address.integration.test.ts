import { hasAdminKey } from '@syncline/store';
import { startTestEngine, type TestEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOperatorApp } from './create-operator-app.ts';
import { operatorEnv, trustsMachine } from './env.ts';

describe('an operator that others can reach', () => {
  const others = { HOST: '0.0.0.0' };
  let engine: TestEngine;

  beforeAll(async () => {
    engine = await startTestEngine({ workers: false, sandbox: { issues: 1, repositories: 1 } });
  });
  afterAll(() => engine?.stop());

  const open = (environment: Record<string, string>) =>
    trustsMachine(operatorEnv(environment), () => hasAdminKey(engine.ctx.store, 1, new Date()));
  const makeKey = async (body: object): Promise<{ id: number; key: string }> => {
    const app = await createOperatorApp({ context: engine.ctx });
    const answer = await app.inject({ method: 'POST', url: '/api/v1/keys', payload: body });
    expect(answer.statusCode).toBe(201);
    await app.close();
    return answer.json();
  };

  it('does not start without a token while nobody could open it, and says what to do', async () => {
    await expect(open(others)).rejects.toThrow(/SYNCLINE_TOKEN.*HOST=127\.0\.0\.1.*keys create NAME --role admin/);
    // None of these opens everything.
    await makeKey({ name: 'operator', role: 'operator' });
    await makeKey({ name: 'cut down', role: 'admin', scopes: ['status:read'] });
    await expect(open(others)).rejects.toThrow('neither a token nor an API key of an admin');
    expect(await open({ ...others, SYNCLINE_TOKEN: 'long enough to be one' })).toBe(false);
    expect(await open({})).toBe(true);
  });

  it('starts once there is a key of an admin, and then wants a key of everybody, on the machine too', async () => {
    const { id, key } = await makeKey({ name: 'first', role: 'admin' });
    expect(await open(others)).toBe(false);
    const app = await createOperatorApp({ context: engine.ctx, trustsMachine: false });
    const status = async (headers: Record<string, string>) =>
      (await app.inject({ url: '/api/v1/status', headers })).statusCode;
    expect(await status({})).toBe(401);
    expect(await status({ authorization: 'Bearer another' })).toBe(401);
    expect(await status({ authorization: `Bearer ${key}` })).toBe(200);
    await app.inject({ method: 'DELETE', url: `/api/v1/keys/${id}`, headers: { authorization: `Bearer ${key}` } });
    expect(await status({ authorization: `Bearer ${key}` })).toBe(401);
    await app.close();
    await expect(open(others)).rejects.toThrow('neither');
  });
});
