import type { ConnectionAccess } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
// The core: the whole package also loads SOAP, metadata, streaming and the like.
import { Connection } from 'jsforce/lib/connection.js';
import { CallTransport } from './call-transport.ts';
import { canRenew, noCredentials } from './session/credentials.ts';
import type { SessionCache } from './session/session-cache.ts';
import type { SalesforceSettings } from './settings.ts';

export interface SalesforceRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below the version root: `/sobjects/Account/describe`. */
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface SalesforceAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Salesforce's own clock. */
  readonly observedAt: Date;
}

/** One connection's way to Salesforce's REST API. */
export interface SalesforceClient {
  readonly settings: SalesforceSettings;
  request(request: SalesforceRequest, signal: AbortSignal): Promise<SalesforceAnswer>;
  /** The answer with its JSON; null for an empty body. */
  json(request: SalesforceRequest, signal: AbortSignal): Promise<SalesforceAnswer & { readonly data: unknown }>;
}

/**
 * jsforce addresses the version root, sets the session and call options, and reads CSV. What it does not do here:
 * send (each call goes through `access.fetch` by a transport of ours, so that quota, time-outs and error classes hold,
 * and jsforce's own five retries never run), refresh tokens (its refresh loops on a token that is refused again, and
 * turns our errors into plain ones) and follow cursors or jobs (a page is one call of the engine).
 */
export function createSalesforceClient(
  access: ConnectionAccess<SalesforceSettings>,
  sessions: SessionCache,
): SalesforceClient {
  const session = sessions.of(access);
  const connection = new Connection({
    instanceUrl: access.baseUrl.replace(/\/+$/, ''),
    version: access.settings.apiVersion,
    callOptions: { client: 'syncline' },
    logLevel: 'NONE',
  });

  async function request(call: SalesforceRequest, signal: AbortSignal): Promise<SalesforceAnswer> {
    if (!access.secrets['token'] && !canRenew(access.secrets)) throw noCredentials();
    const token = await session.token(access);
    try {
      return await send(call, token, signal);
    } catch (error) {
      const isExpired = error instanceof SynclineError && error.class === 'auth';
      if (!isExpired || !canRenew(access.secrets)) throw error;
      return send(call, await session.renew(access, token), signal);
    }
  }

  async function send(call: SalesforceRequest, token: string, signal: AbortSignal): Promise<SalesforceAnswer> {
    signal.throwIfAborted();
    const transport = new CallTransport(access.fetch, signal);
    connection.accessToken = token;
    const headers = { accept: 'application/json', ...call.headers };
    // The text as it came: a page is kept raw, and parsed once, by the transformer.
    await connection.request(
      call.body === undefined
        ? { method: call.method, url: call.path, headers }
        : {
            method: call.method,
            url: call.path,
            headers: { ...headers, 'content-type': 'application/json' },
            body: JSON.stringify(call.body),
          },
      { transport, responseType: 'text/plain' },
    );
    return transport.answer();
  }

  return {
    settings: withoutLost(access),
    request,
    async json(call, signal) {
      const answer = await request(call, signal);
      return { ...answer, data: parseAnswer(answer.text, call) };
    },
  };
}

/** A query that names a field which is no more is refused as a whole. */
function withoutLost({ settings, lostFields = {} }: ConnectionAccess<SalesforceSettings>): SalesforceSettings {
  const customFields = Object.entries(settings.customFields).map(
    ([stream, names]) => [stream, names.filter((name) => !lostFields[stream]?.includes(name))] as const,
  );
  return { ...settings, customFields: Object.fromEntries(customFields) };
}

function parseAnswer(text: string, call: SalesforceRequest): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SynclineError({
      class: 'transient',
      code: 'salesforce_not_json',
      message: `Salesforce answered ${call.method} ${call.path.split('?', 1)[0]} with something that is no JSON`,
      cause: error,
    });
  }
}
