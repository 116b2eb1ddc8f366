import type { ChangeHint } from '@syncline/connector-sdk';
import type { JiraSettings } from './settings.ts';

/** Whether a delivery's hint is about a project that the settings name, as far as the hint says so: a comment or version does not. */
export function coversHint(settings: JiraSettings, hint: ChangeHint): boolean {
  const { projects } = settings;
  if (projects === undefined || hint.locator === null) return true;
  if (hint.stream === 'projects') return projects.includes(hint.locator);
  if (hint.stream !== 'issues') return true;
  const key = /^(.+)-\d+$/.exec(hint.locator)?.[1];
  return key === undefined || projects.includes(key);
}
