import type { OAuthProvider } from '@syncline/connector-sdk';
import type { PipedriveSettings } from './settings.ts';

/**
 * https://pipedrive.readme.io/docs/marketplace-oauth-authorization: access tokens last an hour, the application proves
 * itself by basic authentication. Scopes are chosen where the application is registered and can't be asked for.
 */
export const pipedriveOAuth: OAuthProvider<PipedriveSettings> = {
  grants: ['authorization_code'],
  tokenSecret: 'accessToken',
  authorizationEndpoint: ({ settings }) => new URL('/oauth/authorize', settings.authorizationServer).href,
  tokenEndpoint: ({ settings }) => new URL('/oauth/token', settings.authorizationServer).href,
  clientAuthentication: 'basic',
};
