import type { ChangeHint } from '@syncline/connector-sdk';
import { WORKSPACE } from '../scopes.ts';
import type { QuoSettings } from '../settings.ts';

/** Whether a delivery's hint is about a number that the settings name, as far as it says so. */
export function coversHint({ phoneNumbers }: QuoSettings, { scope }: ChangeHint): boolean {
  return phoneNumbers === undefined || scope === WORKSPACE || phoneNumbers.includes(scope);
}
