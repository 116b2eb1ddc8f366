import type { OAuthProvider } from '@syncline/connector-sdk';
import type { HubspotSettings } from './settings.ts';

/**
 * https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/oauth/working-with-oauth: people
 * consent at app.hubspot.com, tokens are given out where the API is. Access tokens last half an hour, refresh tokens
 * until the app is taken out of the account.
 */
export const hubspotOAuth: OAuthProvider<HubspotSettings> = {
  grants: ['authorization_code'],
  tokenSecret: 'token',
  authorizationEndpoint: ({ baseUrl }) => {
    const url = new URL('/oauth/authorize', baseUrl);
    if (url.hostname === 'api.hubapi.com') url.hostname = 'app.hubspot.com';
    return url.href;
  },
  tokenEndpoint: ({ baseUrl }) => new URL('/oauth/v1/token', baseUrl).href,
  scopes: [
    'oauth',
    ...['companies', 'contacts', 'deals', 'quotes'].flatMap((object) => [
      `crm.objects.${object}.read`,
      `crm.objects.${object}.write`,
    ]),
    'crm.objects.owners.read',
  ],
};
