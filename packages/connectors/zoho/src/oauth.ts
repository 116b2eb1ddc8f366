import type { OAuthProvider } from '@syncline/connector-sdk';
import { accountsUrlOf } from './hosts.ts';
import type { ZohoSettings } from './settings.ts';

/**
 * A server-based client of Zoho's API console. Access tokens last an hour; refresh tokens stay until they are revoked.
 * `access_type=offline` and `prompt=consent` are what a refresh token is given for:
 * https://www.zoho.com/crm/developer/docs/api/v8/auth-request.html
 */
export const zohoOAuth: OAuthProvider<ZohoSettings> = {
  grants: ['authorization_code'],
  tokenSecret: 'token',
  authorizationEndpoint: ({ baseUrl, settings }) => addressAt(settings.accountsUrl ?? accountsUrlOf(baseUrl), 'auth'),
  tokenEndpoint: ({ baseUrl, settings }) => addressAt(settings.accountsUrl ?? accountsUrlOf(baseUrl), 'token'),
  // Zoho sets scopes apart by commas, where others have spaces.
  scopes: [
    [
      'ZohoCRM.modules.ALL',
      'ZohoCRM.coql.READ',
      'ZohoCRM.users.READ',
      'ZohoCRM.org.READ',
      'ZohoCRM.settings.fields.READ',
      'ZohoCRM.settings.layouts.READ',
      'ZohoCRM.settings.pipeline.READ',
      'ZohoCRM.settings.recycle_bin.READ',
      'ZohoCRM.notifications.ALL',
    ].join(','),
  ],
  authorizationParameters: { access_type: 'offline', prompt: 'consent' },
};

export function addressAt(accountsUrl: string, name: 'auth' | 'token'): string {
  return new URL(`/oauth/v2/${name}`, accountsUrl).href;
}
