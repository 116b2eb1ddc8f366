import type { ConnectionAccess } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import { canRenew, noCredentials } from './session/credentials.ts';
import type { AccessToken } from './session/request-token.ts';
import type { SessionCache } from './session/session-cache.ts';
import type { ZohoSettings } from './settings.ts';

export interface ZohoRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/crm/v8`: `/Accounts/upsert`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ZohoAnswer {
  readonly status: number;
  readonly text: string;
  /** Null where there is no content (204), or nothing was modified (304). */
  readonly data: unknown;
  /** Zoho's own clock. */
  readonly observedAt: Date;
}

/** One connection's way to Zoho's REST API. */
export interface ZohoClient {
  readonly settings: ZohoSettings;
  send(request: ZohoRequest, signal: AbortSignal): Promise<ZohoAnswer>;
}

const VERSION = '/crm/v8';

export function createZohoClient(access: ConnectionAccess<ZohoSettings>, sessions: SessionCache): ZohoClient {
  const session = sessions.of(access);

  async function call(request: ZohoRequest, { token, origin }: AccessToken, signal: AbortSignal): Promise<ZohoAnswer> {
    signal.throwIfAborted();
    const { method = 'GET', path, query, body, headers } = request;
    const url = new URL(`${VERSION}${path}`, origin ?? access.baseUrl);
    for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
    const response = await access.fetch(url, {
      method,
      signal,
      headers: {
        accept: 'application/json',
        authorization: `Zoho-oauthtoken ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const date = Date.parse(response.headers.get('date') ?? '');
    return {
      status: response.status,
      text,
      data: parseAnswer(text, method, path),
      observedAt: Number.isNaN(date) ? new Date() : new Date(date),
    };
  }

  return {
    settings: access.settings,
    async send(request, signal) {
      const isRenewable = canRenew(access.secrets);
      if (!access.secrets['token'] && !isRenewable) throw noCredentials();
      signal.throwIfAborted();
      const token = await session.token(access);
      try {
        return await call(request, token, signal);
      } catch (error) {
        const isExpired = error instanceof SynclineError && error.class === 'auth';
        if (!isExpired || !isRenewable) throw error;
        return call(request, await session.renew(access, token), signal);
      }
    },
  };
}

function parseAnswer(text: string, method: string, path: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SynclineError({
      class: 'transient',
      code: 'zoho_not_json',
      message: `Zoho answered ${method} ${path} with something that is no JSON`,
      cause: error,
    });
  }
}
