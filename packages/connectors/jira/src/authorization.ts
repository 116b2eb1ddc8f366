import type { ConnectionAccess } from '@syncline/connector-sdk';
import type { JiraSettings } from './settings.ts';

/** An API token goes with its owner's e-mail address, an OAuth access token alone. */
export function authorization(access: ConnectionAccess<JiraSettings>): string {
  const token = access.secrets['token'] ?? '';
  const { email } = access.settings;
  return email === undefined ? `Bearer ${token}` : `Basic ${Buffer.from(`${email}:${token}`).toString('base64')}`;
}
