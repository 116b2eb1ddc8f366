import { expect, it } from 'vitest';
import { hubspot } from './connector.ts';
import { hubspotOAuth } from './oauth.ts';
import { hubspotSettings } from './settings.ts';
import { connectTo, signal, start } from './testing/start-hubspot.ts';

const place = (baseUrl: string) => ({ baseUrl, settings: hubspotSettings.parse({ portalId: 1 }) });

it('people consent where HubSpot shows its pages, and tokens come from where its API is', () => {
  const vendor = place('https://api.hubapi.com');
  expect(hubspotOAuth.authorizationEndpoint(vendor)).toBe('https://app.hubspot.com/oauth/authorize');
  expect(hubspotOAuth.tokenEndpoint(vendor)).toBe('https://api.hubapi.com/oauth/v1/token');
  expect(hubspotOAuth.scopes).toEqual(expect.arrayContaining(['oauth', 'crm.objects.contacts.write']));
});

it('an app has a token for a code and another for its refresh token, and shows it as bearer', async () => {
  const { sandbox, scope } = await start({ contacts: 1 });
  const { clientId, clientSecret, url } = sandbox;
  const redirect = 'http://127.0.0.1/back';
  const ask = new URLSearchParams({ client_id: clientId, redirect_uri: redirect, state: 's', response_type: 'code' });
  const consent = await fetch(`${hubspotOAuth.authorizationEndpoint(place(url))}?${ask}`, { redirect: 'manual' });
  const code = new URL(consent.headers.get('location') ?? '').searchParams.get('code') ?? '';
  const grant = async (form: Record<string, string>) => {
    const body = new URLSearchParams({ client_id: clientId, client_secret: clientSecret, ...form });
    const answer = await fetch(hubspotOAuth.tokenEndpoint(place(url)), { method: 'POST', body });
    return (await answer.json()) as { access_token: string; refresh_token: string };
  };
  const first = await grant({ grant_type: 'authorization_code', code, redirect_uri: redirect });
  const client = (token: string) => connectTo(sandbox, {}, { [hubspotOAuth.tokenSecret]: token });
  expect((await hubspot.check(client(first.access_token), signal)).account).toContain(scope);
  sandbox.expireTokens();
  await expect(hubspot.check(client(first.access_token), signal)).rejects.toMatchObject({ class: 'auth' });
  const second = await grant({ grant_type: 'refresh_token', refresh_token: first.refresh_token });
  expect((await hubspot.check(client(second.access_token), signal)).account).toContain(scope);
});
