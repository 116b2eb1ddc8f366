import type { ChangeHint } from '@syncline/connector-sdk';
import type { TrelloSettings } from './settings.ts';

/** Whether a delivery's hint is about a board that the settings name. One that they name by its short name is asked for. */
export function coversHint({ boards }: TrelloSettings, hint: ChangeHint): boolean {
  if (boards === undefined || boards.includes(hint.scope)) return true;
  return boards.some((term) => term.length !== 24);
}
