import { asItem, textOf } from '@syncline/connector-sdk';
import { SynclineError, toSynclineError } from '@syncline/core';
import type { HubspotClient } from '../client.ts';

const SCOPES = [
  'developer.webhooks_journal.read',
  'developer.webhooks_journal.subscriptions.read',
  'developer.webhooks_journal.subscriptions.write',
];
/** A token is not used in the last minute of its half hour. */
const MARGIN_MS = 60_000;

interface Standing {
  readonly token: string;
  readonly until: number;
}

/**
 * The token of an app itself, which the journal wants instead of an account's. It is given for the app's client id and
 * secret alone and is not renewed but asked for again:
 * https://developers.hubspot.com/docs/api-reference/latest/webhooks-journal/guide
 */
export class AppTokens {
  readonly #standing = new Map<string, Standing>();

  async of(client: HubspotClient, signal: AbortSignal): Promise<string> {
    const key = keyOf(client);
    const known = this.#standing.get(key);
    if (known && Date.now() < known.until) return known.token;
    const { token, lifeMs } = await ask(client, signal);
    this.#standing.set(key, { token, until: Date.now() + lifeMs - MARGIN_MS });
    return token;
  }

  /** The vendor no longer takes it. */
  forget(client: HubspotClient): void {
    this.#standing.delete(keyOf(client));
  }
}

function keyOf({ root, app }: HubspotClient): string {
  return JSON.stringify([root, app.clientId, app.clientSecret]);
}

async function ask(client: HubspotClient, signal: AbortSignal): Promise<{ token: string; lifeMs: number }> {
  const { clientId, clientSecret } = client.app;
  if (clientSecret === '')
    throw new SynclineError({
      class: 'auth',
      code: 'hubspot_no_app_secret',
      message: "The journal is opened by the app's client secret: give it as webhookSecret.",
    });
  const { data } = await client
    .send(
      {
        method: 'POST',
        path: '/oauth/v1/token',
        token: null,
        form: {
          grant_type: 'client_credentials',
          client_id: clientId,
          client_secret: clientSecret,
          scope: SCOPES.join(' '),
        },
      },
      signal,
    )
    .catch((error: unknown) => {
      const { class: errorClass, message } = toSynclineError(error);
      // As OAuth refuses an app: with 400.
      if (errorClass !== 'invalid') throw error;
      throw new SynclineError({ class: 'permission', code: 'hubspot_app_refused', message });
    });
  const answer = asItem(data);
  const token = textOf(answer?.['access_token']);
  const seconds = answer?.['expires_in'];
  if (!token || typeof seconds !== 'number')
    throw new SynclineError({
      class: 'transient',
      code: 'hubspot_no_app_token',
      message: 'HubSpot answered the request for a token of the app without one.',
    });
  return { token, lifeMs: seconds * 1_000 };
}
