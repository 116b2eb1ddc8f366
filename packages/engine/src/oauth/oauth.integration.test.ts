import { createSalesforceSandbox } from '@syncline/connector-salesforce/sandbox';
import { ensureConnection, findConnection, findCredentials, findOAuthGrant, leaseRefresh } from '@syncline/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkConnection } from '../connections/check-connection.ts';
import { ensureConnectionQuota, openConnection } from '../connections/open-connection.ts';
import type { EngineContext } from '../context.ts';
import { type AuthorisedJira, startAuthorisedJira } from '../testing/authorised-jira.ts';
import { enterCredential, openCredential } from '../vault/credentials.ts';
import { GRANT_CREDENTIAL } from './access-tokens.ts';
import { authoriseAsApplication, finishAuthorisation, startAuthorisation } from './authorise-connection.ts';

let jira: AuthorisedJira;

beforeAll(async () => {
  jira = await startAuthorisedJira();
});

afterAll(() => jira?.stop());

const later = (ms: number): EngineContext => ({
  ...jira.engine.ctx,
  clock: { now: () => new Date(Date.now() + ms) },
});

describe('an authorisation at the vendor', () => {
  it('ends with a connection that works', async () => {
    const { server, connectionId } = await jira.connect();
    await expect(jira.call(connectionId)).rejects.toMatchObject({ class: 'auth' });
    await jira.authorise(connectionId);
    expect(await jira.call(connectionId)).not.toBe('');
    expect(server.asked).toEqual({ authorization_code: 1 });
  });

  it('is answered once, and not with a state that nobody began', async () => {
    const { connectionId } = await jira.connect();
    const callback = await jira.authorise(connectionId);
    expect(await finishAuthorisation(jira.engine.ctx, callback)).toBeNull();
    expect(await finishAuthorisation(jira.engine.ctx, new URLSearchParams({ state: 'x', code: 'y' }))).toBeNull();
    expect(await finishAuthorisation(jira.engine.ctx, new URLSearchParams())).toBeNull();
  });

  it('is too late after ten minutes', async () => {
    const { connectionId } = await jira.connect();
    const row = (await findConnection(jira.engine.ctx.store, connectionId))!;
    const { authorizationUrl } = await startAuthorisation(jira.engine.ctx, row, {
      redirectUri: 'http://127.0.0.1:8090/oauth/callback',
      actor: 'anna',
    });
    const back = await fetch(authorizationUrl, { redirect: 'manual' });
    const callback = new URL(back.headers.get('location')!).searchParams;
    expect(await finishAuthorisation(later(11 * 60_000), callback)).toBeNull();
  });

  it('with the code of another one fails: it was not made for this verifier', async () => {
    const { connectionId } = await jira.connect();
    const row = (await findConnection(jira.engine.ctx.store, connectionId))!;
    const begin = async () => {
      const options = { redirectUri: 'http://127.0.0.1:8090/oauth/callback', actor: 'anna' };
      const { authorizationUrl } = await startAuthorisation(jira.engine.ctx, row, options);
      const back = await fetch(authorizationUrl, { redirect: 'manual' });
      return new URL(back.headers.get('location')!).searchParams;
    };
    const mine = await begin();
    const stolen = await begin();
    mine.set('code', stolen.get('code')!);
    await expect(finishAuthorisation(jira.engine.ctx, mine)).rejects.toMatchObject({ code: 'oauth_invalid_grant' });
  });

  it('says so when the application is not the one that the vendor knows', async () => {
    const { connectionId } = await jira.connect();
    const row = (await findConnection(jira.engine.ctx.store, connectionId))!;
    const options = { redirectUri: 'http://127.0.0.1:8090/oauth/callback', actor: 'anna' };
    const { authorizationUrl } = await startAuthorisation(jira.engine.ctx, row, options);
    const back = await fetch(authorizationUrl, { redirect: 'manual' });
    await enterCredential(jira.engine.ctx, row, { name: 'clientSecret', value: 'mistyped', actor: 'anna' });
    await expect(
      finishAuthorisation(jira.engine.ctx, new URL(back.headers.get('location')!).searchParams),
    ).rejects.toMatchObject({ class: 'auth', code: 'oauth_invalid_client' });
  });
});

describe('an access token', () => {
  it('that is refused under way is renewed, and the call made again', async () => {
    const { server, connectionId } = await jira.connect();
    await jira.authorise(connectionId);
    const { connector, client } = await openConnection(jira.engine.ctx, connectionId, 'live');
    for (let round = 1; round <= 3; round++) {
      server.expireAccessTokens();
      await connector.check(client, AbortSignal.timeout(10_000));
      expect(server.asked['refresh_token']).toBe(round);
    }
  });

  it('that is about to lapse is renewed before it is used', async () => {
    const { server, connectionId } = await jira.connect();
    await jira.authorise(connectionId);
    await jira.call(connectionId, later(3_500_000));
    expect(server.asked['authorization_code']).toBe(1);
    await jira.call(connectionId, later(3_590_000));
    expect(server.asked['refresh_token']).toBe(1);
  });

  it('is renewed by one worker however many need it at once, across processes', async () => {
    const { server, connectionId } = await jira.connect();
    await jira.authorise(connectionId);
    for (let round = 1; round <= 3; round++) {
      server.expireAccessTokens();
      const workers = Array.from({ length: 5 }, () => ({ ...jira.engine.ctx }));
      const calls = Array.from({ length: 30 }, (_, index) => jira.call(connectionId, workers[index % 5]));
      expect(new Set(await Promise.all(calls)).size).toBe(1);
      expect(server.asked['refresh_token']).toBe(round);
      expect(server.mostAtATime).toBe(1);
    }
  });

  it('is kept in the vault alone', async () => {
    const { connectionId } = await jira.connect();
    await jira.authorise(connectionId);
    const { access, refresh } = await kept(connectionId);
    const { rows } = await jira.engine.ctx.store.query(
      `select (to_jsonb(g)::text || (select to_jsonb(c)::text from connections c where c.id = g.connection_id)) as text
       from oauth_grants g where connection_id = $1`,
      [connectionId],
    );
    expect(rows[0]?.['text']).not.toContain(access);
    expect(rows[0]?.['text']).not.toContain(refresh);
  });
});

describe('a refresh that is cut off', () => {
  it('after the vendor replaced the token is made again where the vendor takes the old one for a while', async () => {
    const { server, connectionId } = await jira.connect({ reuseLeewayMs: 60_000 });
    await jira.authorise(connectionId);
    server.expireAccessTokens();
    server.loseNextAnswer();
    await expect(jira.call(connectionId)).rejects.toMatchObject({ class: 'transient' });
    expect(await jira.call(connectionId)).not.toBe('');
    expect((await findOAuthGrant(jira.engine.ctx.store, connectionId))?.askedAt).toBeNull();
  });

  it('needs a person where the vendor does not, who is told why', async () => {
    const { server, connectionId } = await jira.connect();
    await jira.authorise(connectionId);
    server.expireAccessTokens();
    server.loseNextAnswer();
    await expect(jira.call(connectionId)).rejects.toMatchObject({ class: 'transient' });
    const check = await checkConnection(jira.engine.ctx, connectionId);
    expect(check).toMatchObject({ outcome: 'failed', class: 'auth', message: expect.stringContaining('was cut off') });
    expect(await findConnection(jira.engine.ctx.store, connectionId)).toMatchObject({ health: 'needs_reauth' });
    await jira.authorise(connectionId);
    expect(await findConnection(jira.engine.ctx.store, connectionId)).toMatchObject({ health: 'ok' });
    expect(await jira.call(connectionId)).not.toBe('');
  });

  it.each([
    { reuseLeewayMs: 60_000, outcome: 'ok' },
    { reuseLeewayMs: 0, outcome: 'failed' },
  ])('by the death of the worker that had the answer is taken over when its lease ends: $outcome', async (vendor) => {
    const { server, connectionId } = await jira.connect(vendor);
    await jira.authorise(connectionId);
    server.expireAccessTokens();
    const { store } = jira.engine.ctx;
    const grant = (await findOAuthGrant(store, connectionId))!;
    // What a worker does before it dies with the answer in hand.
    expect(await leaseRefresh(store, connectionId, grant.version, 'a worker that dies', 700)).not.toBeNull();
    const { refresh } = await kept(connectionId);
    const form = {
      grant_type: 'refresh_token',
      refresh_token: refresh,
      client_id: server.clientId,
      client_secret: server.clientSecret,
    };
    const answer = await fetch(`${server.url}/oauth/token`, { method: 'POST', body: new URLSearchParams(form) });
    server.expireAccessTokens();
    expect(answer.ok).toBe(true);

    const check = await checkConnection(jira.engine.ctx, connectionId);
    expect(check.outcome).toBe(vendor.outcome);
    expect(server.asked['refresh_token']).toBe(2);
    if (check.outcome === 'failed') expect(check.message).toContain('was cut off');
  });

  it('is not blamed where the consent was taken back', async () => {
    const { server, connectionId } = await jira.connect();
    await jira.authorise(connectionId);
    server.revoke();
    await expect(jira.call(connectionId)).rejects.toMatchObject({
      class: 'auth',
      message: expect.stringMatching(/it was revoked, or has lapsed\. Authorise the connection again/),
    });
  });
});

it('an application has its own token at Salesforce, and a new one when the session ends', async () => {
  const sandbox = await createSalesforceSandbox({ accounts: 1 });
  const { ctx } = jira.engine;
  const id = await ensureConnection(ctx.store, {
    workspaceId: 1,
    name: 'salesforce',
    connector: 'salesforce',
    baseUrl: sandbox.url,
    settings: { organizationId: sandbox.organizationId },
    secrets: {},
  });
  await ensureConnectionQuota(ctx, id);
  for (const name of ['clientId', 'clientSecret'] as const)
    await enterCredential(ctx, (await findConnection(ctx.store, id))!, { name, value: sandbox[name], actor: 'anna' });
  await authoriseAsApplication(ctx, (await findConnection(ctx.store, id))!, 'anna');
  expect(await jira.call(id)).not.toBe('');
  const first = (await kept(id)).access;

  sandbox.expireSessions();
  await Promise.all(Array.from({ length: 12 }, () => jira.call(id)));
  const second = (await kept(id)).access;
  expect(second).not.toBe(first);
  expect((await findOAuthGrant(ctx.store, id))?.version).toBe(1);
  await sandbox.close();
});

async function kept(connectionId: number): Promise<{ access: string; refresh: string }> {
  const { ctx } = jira.engine;
  const row = (await findCredentials(ctx.store, connectionId)).find((each) => each.name === GRANT_CREDENTIAL)!;
  const { accessToken, refreshToken } = JSON.parse(openCredential(ctx, 'test', row));
  return { access: accessToken, refresh: refreshToken };
}
