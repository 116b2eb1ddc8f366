import { isTrelloId } from './ids.ts';

/** The scope of what belongs to the member of the token: the boards. */
export const ACCOUNT_SCOPE = 'account';

/** The board of a scope as addresses take it: by its id, or as people name it, by the short name in its address. */
export function boardTerm(scope: string): string {
  if (isTrelloId(scope) || /^[A-Za-z0-9]{8}$/.test(scope)) return scope;
  throw new TypeError(`Not a Trello board scope: ${scope}`);
}
