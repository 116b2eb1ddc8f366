import { type Json, SynclineError, toSynclineError } from '@syncline/core';
import { ARCHIVED } from '../card-status.ts';
import type { TrelloClient } from '../client.ts';
import { listOfName } from './list-of-name.ts';

/** A status as Trello takes it: an archived card stays in its list, and one that is moved to a list is archived no more. */
export async function statusBody(
  client: TrelloClient,
  status: Json,
  place: { readonly boardId: string; readonly listId: string | null },
  signal: AbortSignal,
): Promise<Record<string, unknown>> {
  if (status === ARCHIVED) return { closed: true };
  try {
    return { idList: await listOfName(client, place.boardId, status, place.listId, signal), closed: false };
  } catch (error) {
    const { field, choices = [], class: errorClass, code, message } = toSynclineError(error);
    if (field !== 'list') throw error;
    const refusal = { class: errorClass, code, message, field: 'status', choices: [...choices, ARCHIVED] };
    throw new SynclineError({ ...refusal, cause: error });
  }
}
