import type { ChangeHint } from '@syncline/connector-sdk';
import { parsePlace } from './place.ts';
import type { GitLabSettings } from './settings.ts';

/** Whether a delivery's hint is about something that the settings name: a group's hook tells of all its projects. */
export function coversHint({ group, projects }: GitLabSettings, hint: ChangeHint): boolean {
  const path = pathOf(hint);
  if (path === null) return true;
  if (path.kind === 'projects' && projects !== undefined)
    return projects.some((name) => name.toLowerCase() === path.path.toLowerCase());
  if (group === undefined || path.path === '') return true;
  return `${path.path.toLowerCase()}/`.startsWith(`${group.toLowerCase()}/`);
}

function pathOf(hint: ChangeHint) {
  if (hint.stream === 'projects')
    return hint.locator === null ? null : ({ kind: 'projects', path: hint.locator } as const);
  return hint.scope.includes('/') ? parsePlace(hint.scope) : null;
}
