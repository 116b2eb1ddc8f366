import type { ConnectionAccess } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import type { SearchPace } from './search-pace.ts';
import type { HubspotSettings } from './settings.ts';

export interface ApiRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** From the root: `/crm/v3/objects/contacts/search`. */
  readonly path: string;
  /** Undefined is left out. */
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
  /** In the body's place: as forms are sent. */
  readonly form?: Readonly<Record<string, string>>;
  /** In the place of the account's own; null: the call carries none. */
  readonly token?: string | null;
  /** In the place of HubSpot's own address and of the path, which is then what messages call it. */
  readonly url?: string;
}

export interface ApiAnswer {
  readonly data: unknown;
  /** HubSpot's own clock. */
  readonly observedAt: Date;
}

/** One connection's way to HubSpot's API. */
export interface HubspotClient {
  readonly settings: HubspotSettings;
  /** Tells accounts apart, where something is kept of them. */
  readonly account: string;
  /** For the one API that takes no access token: an app's webhooks. */
  readonly developerKey: string;
  readonly root: string;
  /** What the app's own token is asked for with, which no account gives: its journal. */
  readonly app: { readonly clientId: string; readonly clientSecret: string };
  send(request: ApiRequest, signal: AbortSignal): Promise<ApiAnswer>;
  /** A call of a search address, which waits for its turn first. */
  search(path: string, body: unknown, signal: AbortSignal): Promise<ApiAnswer>;
}

/**
 * All HTTP goes through `access.fetch`: quota, address filter, time-outs, retries and error classes are there.
 * @hubspot/api-client is not used for calls: it sends by a fetch of its own that none of these would see.
 */
export function createHubspotClient(access: ConnectionAccess<HubspotSettings>, pace: SearchPace): HubspotClient {
  const root = access.baseUrl.replace(/\/+$/, '');
  const { token = '', developerKey = '', webhookSecret = '' } = access.secrets;
  const { portalId, searchesPerSecond, journalClientId = '' } = access.settings;

  async function send(request: ApiRequest, signal: AbortSignal): Promise<ApiAnswer> {
    signal.throwIfAborted();
    const { method = 'GET', path, body } = request;
    const bearer = request.token === undefined ? token : request.token;
    try {
      const answer = await access.fetch(request.url ?? `${root}${path}${queryOf(request)}`, {
        method,
        headers: {
          accept: 'application/json',
          'user-agent': 'syncline',
          // The API of an app's webhooks knows its developer key alone.
          ...(request.query?.['hapikey'] === undefined && bearer !== null && { authorization: `Bearer ${bearer}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        // Its content type is the platform's to set.
        ...(request.form && { body: new URLSearchParams(request.form) }),
        signal,
      });
      const text = await answer.text();
      const date = Date.parse(answer.headers.get('date') ?? '');
      return { data: parseAnswer(text, request), observedAt: Number.isNaN(date) ? new Date() : new Date(date) };
    } catch (error) {
      throw withoutKey(error, developerKey);
    }
  }

  const account = `${root}/${portalId}`;

  return {
    settings: access.settings,
    account,
    developerKey,
    root,
    app: { clientId: journalClientId, clientSecret: webhookSecret },
    send,
    async search(path, body, signal) {
      await pace.turn(account, searchesPerSecond, signal);
      return send({ method: 'POST', path, body }, signal);
    },
  };
}

function queryOf({ query = {} }: ApiRequest): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, value);
  return search.size > 0 ? `?${search}` : '';
}

function parseAnswer(text: string, { method = 'GET', path }: ApiRequest): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SynclineError({
      class: 'transient',
      code: 'hubspot_not_json',
      message: `HubSpot answered ${method} ${path} with something that is no JSON`,
      cause: error,
    });
  }
}

/** The developer key stands in a query, which a refusal may repeat; what stands in headers is taken out elsewhere. */
function withoutKey(error: unknown, key: string): unknown {
  if (!(error instanceof SynclineError) || key === '' || !error.message.includes(key)) return error;
  const { class: errorClass, code, message, status } = error;
  return new SynclineError({
    class: errorClass,
    code,
    message: message.replaceAll(key, '[redacted]'),
    ...(status !== undefined && { status }),
  });
}
