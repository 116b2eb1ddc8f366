import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createHubspotSandbox } from '@syncline/connector-hubspot/sandbox';
import { expect, it } from 'vitest';

it('as a process of its own says where it listens, serves whoever has its token, and ends on SIGTERM', async () => {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('main.ts', import.meta.url)), '--contacts', '12', '--token', 't0'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  try {
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const { url, token } = JSON.parse(line.toString()) as Record<'url' | 'token', string>;
    const ask = (path: string, authorization: string, init: RequestInit = {}) =>
      fetch(`${url}${path}`, { ...init, headers: { authorization, 'content-type': 'application/json' } });
    const search = { method: 'POST', body: JSON.stringify({ limit: 5 }) };
    const answer = await ask('/crm/v3/objects/contacts/search', `Bearer ${token}`, search);
    expect(await answer.json()).toMatchObject({ total: 12, paging: { next: { after: '5' } } });
    expect((await ask('/crm/v3/owners', 'Bearer another')).status).toBe(401);
  } finally {
    child.kill('SIGTERM');
  }
  const [code] = (await once(child, 'exit')) as [number | null];
  expect(code).toBe(0);
});

it('refuses what is above its limits: ten seconds with headers, searches without', async () => {
  const sandbox = await createHubspotSandbox({
    contacts: 1,
    rateLimit: { limit: 2, windowMs: 10_000 },
    searchesPerSecond: 1,
  });
  try {
    const headers = { authorization: `Bearer ${sandbox.token}`, 'content-type': 'application/json' };
    const owners = () => fetch(`${sandbox.url}/crm/v3/owners`, { headers });
    const search = () =>
      fetch(`${sandbox.url}/crm/v3/objects/contacts/search`, { method: 'POST', body: '{}', headers });
    expect((await owners()).headers.get('x-hubspot-ratelimit-remaining')).toBe('1');
    await owners();
    const refused = await owners();
    expect([refused.status, refused.headers.get('x-hubspot-ratelimit-max')]).toEqual([429, '2']);
    expect(await refused.json()).toMatchObject({ policyName: 'TEN_SECONDLY_ROLLING' });
    const answers = [await search(), await search()];
    expect(answers.map(({ status }) => status)).toEqual([200, 429]);
    expect(answers[1]!.headers.get('x-hubspot-ratelimit-max')).toBeNull();
    expect(await answers[1]!.json()).toMatchObject({ policyName: 'SECONDLY' });
  } finally {
    await sandbox.close();
  }
});

it('gives tokens for a consent, and new ones for a refresh token that stays', async () => {
  const sandbox = await createHubspotSandbox({ contacts: 0 });
  const { clientId, clientSecret, url } = sandbox;
  try {
    const redirect = 'http://127.0.0.1/back';
    const query = new URLSearchParams({ client_id: clientId, redirect_uri: redirect, state: 's', scope: 'oauth' });
    const consent = await fetch(`${url}/oauth/authorize?${query}`, { redirect: 'manual' });
    const code = new URL(consent.headers.get('location') ?? '').searchParams.get('code') ?? '';
    const ask = (form: Record<string, string>) => {
      const body = new URLSearchParams({ client_id: clientId, client_secret: clientSecret, ...form });
      return fetch(`${url}/oauth/v1/token`, { method: 'POST', body });
    };
    const grant = { grant_type: 'authorization_code', code, redirect_uri: redirect };
    const first = (await (await ask(grant)).json()) as Record<string, string>;
    expect((await ask(grant)).status).toBe(400);
    sandbox.expireTokens();
    const refresh = { grant_type: 'refresh_token', refresh_token: first['refresh_token']! };
    const second = (await (await ask(refresh)).json()) as Record<string, string>;
    expect(second['refresh_token']).toBe(first['refresh_token']);
    const owners = (token: string) => fetch(`${url}/crm/v3/owners`, { headers: { authorization: `Bearer ${token}` } });
    expect((await owners(first['access_token']!)).status).toBe(401);
    expect((await owners(second['access_token']!)).status).toBe(200);
  } finally {
    await sandbox.close();
  }
});
