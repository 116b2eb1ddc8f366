import type { ChangeHint } from '@syncline/connector-sdk';
import type { OpenProjectSettings } from './settings.ts';

/** Whether a delivery's hint is about a project that the settings name, as far as it says so: most name it by id alone. */
export function coversHint({ projects }: OpenProjectSettings, hint: ChangeHint): boolean {
  return (
    projects === undefined || hint.stream !== 'projects' || hint.locator === null || projects.includes(hint.locator)
  );
}
