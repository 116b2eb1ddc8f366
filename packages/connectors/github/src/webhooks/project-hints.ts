import type { ChangeHint } from '@syncline/connector-sdk';
import { asItem, type Item, idOf, textOf } from '../item.ts';
import { formatOwnerScope, formatProjectScope } from '../owner-scope.ts';

/** Projects (v2) send events only to organisations. */
export function projectHints(payload: Item, action: string): readonly ChangeHint[] | null {
  const project = asItem(payload['projects_v2']);
  const externalId = idOf(project);
  const ownerKey = organizationKey(payload);
  if (!project || externalId === null || ownerKey === null || typeof project['number'] !== 'number') return null;
  const locator = `${ownerKey}/projectsV2/${project['number']}`;
  return [
    { op: action === 'deleted' ? 'deleted' : 'changed', stream: 'projects', externalId, locator, scope: ownerKey },
  ];
}

/**
 * The scope names the item's project by its node id, the only name that every event has. An edited field comes with
 * the project's number, and then the locator is the one that the record will have.
 */
export function projectItemHints(payload: Item, action: string): readonly ChangeHint[] | null {
  const item = asItem(payload['projects_v2_item']);
  const externalId = idOf(item);
  const ownerKey = organizationKey(payload);
  const projectNodeId = textOf(item?.['project_node_id']);
  if (!item || externalId === null || ownerKey === null || projectNodeId === null) return null;
  const scope = formatProjectScope(ownerKey, projectNodeId);
  const number = asItem(asItem(payload['changes'])?.['field_value'])?.['project_number'];
  const project = typeof number === 'number' ? `${ownerKey}/projectsV2/${number}` : scope;
  return [
    {
      op: action === 'deleted' ? 'deleted' : 'changed',
      stream: 'project_items',
      externalId,
      locator: `${project}/items/${externalId}`,
      scope,
    },
  ];
}

function organizationKey(payload: Item): string | null {
  const login = textOf(asItem(payload['organization'])?.['login']);
  return login === null ? null : formatOwnerScope({ type: 'org', login });
}
