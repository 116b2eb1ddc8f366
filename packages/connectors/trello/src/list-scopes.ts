import type { Scope } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import { listBoards } from './board-list.ts';
import type { TrelloClient } from './client.ts';
import { ACCOUNT_SCOPE } from './scopes.ts';

/** The places that streams are read from: the account, its boards. */
export async function listTrelloScopes(
  client: TrelloClient,
  kind: string,
  signal: AbortSignal,
): Promise<readonly Scope[]> {
  switch (kind) {
    case 'account':
      return [{ key: ACCOUNT_SCOPE, title: 'Account' }];
    case 'board':
      return (await listBoards(client, signal)).map(({ id, name, shortLink }) => ({
        key: id,
        title: shortLink === null ? name : `${name} (${shortLink})`,
      }));
    default:
      throw new SynclineError({
        class: 'invalid',
        code: 'trello_no_scope_kind',
        message: `Trello has no scopes of the kind ${kind}.`,
      });
  }
}
