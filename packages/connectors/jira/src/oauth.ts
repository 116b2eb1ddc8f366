import type { OAuthProvider } from '@syncline/connector-sdk';
import type { JiraSettings } from './settings.ts';

/**
 * OAuth 2.0 (3LO): https://developer.atlassian.com/cloud/jira/platform/oauth-2-3lo-apps/. Access tokens last an hour;
 * refresh tokens rotate with each use, and the one before is taken for ten minutes more.
 */
export const jiraOAuth: OAuthProvider<JiraSettings> = {
  grants: ['authorization_code'],
  tokenSecret: 'token',
  authorizationEndpoint: ({ settings }) => new URL('/authorize', settings.authorizationServer).href,
  tokenEndpoint: ({ settings }) => new URL('/oauth/token', settings.authorizationServer).href,
  scopes: [
    'read:jira-work',
    'write:jira-work',
    'read:jira-user',
    'manage:jira-webhook',
    'manage:jira-project',
    'offline_access',
  ],
  authorizationParameters: { audience: 'api.atlassian.com', prompt: 'consent' },
};
