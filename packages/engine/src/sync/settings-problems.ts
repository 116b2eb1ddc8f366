import { schemaProblems } from '../configuration/schema-problems.ts';
import { syncSettings } from './sync-settings.ts';

export interface SettingsProblem {
  /** Where, with dots: `kinds.contact.members.0.direction`; empty: the settings as a whole. */
  readonly field: string;
  /** What is wrong and what to do. */
  readonly message: string;
}

/** All that is wrong with the settings of a sync config by themselves; empty: nothing is. */
export function settingsProblems(settings: unknown): SettingsProblem[] {
  return schemaProblems(syncSettings, settings).map(({ path, message }) => ({ field: path.join('.'), message }));
}
