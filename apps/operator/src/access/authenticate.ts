import { type ApiKeyView, findWorkspace, type Store, useApiKey, useConsoleSession } from '@syncline/store';
import type { FastifyRequest } from 'fastify';
import type { ProblemInit } from '../problem.ts';
import type { Caller } from './caller.ts';
import { refusalOfForeign } from './loopback.ts';
import { csrfTokenOf, isSame, sha256 } from './new-secret.ts';

export const sessionCookie = 'syncline_session';
/** Names the workspace, for those who may choose: people on the machine, and the token. */
const workspaceHeader = 'syncline-workspace';

export interface AuthenticateOptions {
  readonly store: Store;
  readonly clock: { now(): Date };
  /** The token of who set the instance up; null: there is none. */
  readonly authToken: string | null;
  /** Whether people on this machine need nothing. */
  readonly trustsMachine: boolean;
  /** The instance's own workspace. */
  readonly workspaceId: number;
}

const unauthorized: ProblemInit = {
  status: 401,
  code: 'unauthorized',
  title: 'A key is needed',
  detail: 'Send "Authorization: Bearer <key>" with a key that is neither revoked nor lapsed.',
};

/** Who sent a request: by key, token, session, or for being on this machine; else why nobody may be taken for that. */
export async function authenticate(
  request: FastifyRequest,
  options: AuthenticateOptions,
): Promise<{ caller: Caller } | { refusal: ProblemInit }> {
  const { store, clock, authToken, trustsMachine } = options;
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    const given = /^Bearer (.+)$/i.exec(authorization)?.[1];
    if (given === undefined) return { refusal: unauthorized };
    if (authToken !== null && isSame(given, authToken)) return owner('token', request, options);
    const key = await useApiKey(store, sha256(given), clock.now());
    return key === null ? { refusal: unauthorized } : inWorkspaceOf(key, 'key', null, request, store);
  }
  const session = request.cookies[sessionCookie];
  if (session !== undefined) {
    const key = await useConsoleSession(store, sha256(session), clock.now());
    if (key !== null) return inWorkspaceOf(key, 'session', csrfTokenOf(session), request, store);
    if (!trustsMachine) return { refusal: unauthorized };
  }
  if (!trustsMachine) return { refusal: unauthorized };
  const refusal = refusalOfForeign(request);
  return refusal === null ? owner('machine', request, options) : { refusal };
}

async function owner(
  by: 'machine' | 'token',
  request: FastifyRequest,
  { store, workspaceId }: AuthenticateOptions,
): Promise<{ caller: Caller } | { refusal: ProblemInit }> {
  const caller: Caller = { by, workspaceId, role: 'admin', scopes: null, key: null, csrfToken: null };
  const wanted = wantedWorkspace(request);
  if (wanted === null) return { caller };
  const found = await findWorkspace(store, wanted);
  return found === null ? { refusal: noWorkspace(wanted) } : { caller: { ...caller, workspaceId: found } };
}

async function inWorkspaceOf(
  key: ApiKeyView,
  by: 'key' | 'session',
  csrfToken: string | null,
  request: FastifyRequest,
  store: Store,
): Promise<{ caller: Caller } | { refusal: ProblemInit }> {
  const { workspaceId, role, scopes } = key;
  const wanted = wantedWorkspace(request);
  // A key of one workspace is not told whether there is another.
  if (wanted !== null && (await findWorkspace(store, wanted)) !== workspaceId) return { refusal: noWorkspace(wanted) };
  return { caller: { by, workspaceId, role, scopes, key, csrfToken } };
}

function wantedWorkspace(request: FastifyRequest): string | null {
  const given = request.headers[workspaceHeader];
  return typeof given === 'string' && given !== '' ? given : null;
}

function noWorkspace(name: string): ProblemInit {
  return { status: 404, code: 'not-found', title: 'Not found', detail: `There is no workspace ${name}.` };
}
