import { createVendorFetch } from '@syncline/connector-sdk';
import { expect, it } from 'vitest';
import { pipedrive } from './connector.ts';
import { pipedriveOAuth } from './oauth.ts';
import { pipedriveSettings } from './settings.ts';
import { signal, start } from './testing/connect.ts';

it('an app has its tokens from the authorisation server, proves itself by basic authentication, and shows them as bearer', async () => {
  const { sandbox } = await start();
  const { clientId, clientSecret, refreshToken, url } = sandbox;
  const place = { baseUrl: url, settings: pipedriveSettings.parse({ authorizationServer: url }) };
  expect(pipedriveOAuth.authorizationEndpoint(place)).toBe(`${url}/oauth/authorize`);
  expect(pipedriveOAuth.clientAuthentication).toBe('basic');
  const answer = await fetch(pipedriveOAuth.tokenEndpoint(place), {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken }),
  });
  const { access_token: accessToken } = (await answer.json()) as { access_token: string };
  const gate = { take: async () => {}, report: async () => {} };
  const client = pipedrive.createClient({
    baseUrl: url,
    settings: place.settings,
    secrets: { [pipedriveOAuth.tokenSecret]: accessToken },
    fetch: createVendorFetch({ gate, interpret: pipedrive.interpretAnswer, timeoutMs: 5_000, retries: 0 }),
  });
  expect(await pipedrive.check(client, signal)).toMatchObject({ account: 'acme-sandbox' });
  sandbox.expireTokens();
  await expect(pipedrive.check(client, signal)).rejects.toMatchObject({ class: 'auth' });
});
