import type { Scope } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import type { HubspotClient } from './client.ts';

/** The account itself, or each type of custom objects that the settings name. A scope begins with the account's id, so that events can be told apart by it. */
export async function listHubspotScopes({ settings }: HubspotClient, kind: string): Promise<readonly Scope[]> {
  const { portalId, customObjects } = settings;
  if (kind === 'account') return [{ key: portalId, title: `Account ${portalId}` }];
  if (kind === 'custom_object')
    return Object.keys(customObjects).map((type) => ({
      key: customScope(portalId, type),
      title: `Custom object ${type}`,
    }));
  throw new SynclineError({
    class: 'invalid',
    code: 'hubspot_no_scope_kind',
    message: `HubSpot has no scopes of the kind ${kind}.`,
  });
}

export function customScope(portalId: string, type: string): string {
  return `${portalId}/${type}`;
}

/** The type in such a scope: `2-3456789`. */
export function typeOfScope(scope: string): string {
  return scope.slice(scope.indexOf('/') + 1);
}
