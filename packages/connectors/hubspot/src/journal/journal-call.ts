import { SynclineError, toSynclineError } from '@syncline/core';
import type { ApiRequest, HubspotClient } from '../client.ts';
import { AppTokens } from './app-token.ts';

const tokens = new AppTokens();

/** A call with the app's own token; with another one where HubSpot no longer takes it. @returns the answer's data; null for 204 */
export async function journalCall(client: HubspotClient, request: ApiRequest, signal: AbortSignal): Promise<unknown> {
  const send = async () => (await client.send({ ...request, token: await tokens.of(client, signal) }, signal)).data;
  try {
    return await send();
  } catch (error) {
    if (toSynclineError(error).class !== 'auth') throw plain(error);
    tokens.forget(client);
    return send().catch((again: unknown) => {
      throw plain(again);
    });
  }
}

/** What the app may not do is no matter of the account's own token: nothing else has to wait for it. */
function plain(error: unknown): unknown {
  const { class: errorClass, code, message, status } = toSynclineError(error);
  if (errorClass !== 'auth') return error;
  return new SynclineError({ class: 'permission', code, message, ...(status !== undefined && { status }) });
}
