import type { OAuthProvider } from '@syncline/connector-sdk';
import type { SalesforceSettings } from './settings.ts';

/**
 * A connected app of the organisation, at its own My Domain. Answers say nothing of how long a token lasts (the
 * organisation's session settings do): one that is refused is renewed.
 */
export const salesforceOAuth: OAuthProvider<SalesforceSettings> = {
  grants: ['authorization_code', 'client_credentials'],
  tokenSecret: 'token',
  authorizationEndpoint: ({ baseUrl }) => new URL('/services/oauth2/authorize', baseUrl).href,
  tokenEndpoint: ({ baseUrl }) => new URL('/services/oauth2/token', baseUrl).href,
};
