import type { ApiKeyView, Role } from '@syncline/store';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../problem.ts';
import { isAtLeast } from './route-access.ts';

/** Who asks, and what they may do. */
export interface Caller {
  /** `machine`: somebody on this machine; `token`: who set the instance up. */
  readonly by: 'machine' | 'token' | 'key' | 'session';
  readonly workspaceId: number;
  readonly role: Role;
  /** What of the role they are cut down to; null: nothing is cut. */
  readonly scopes: readonly string[] | null;
  readonly key: ApiKeyView | null;
  /** Sessions only: what a change must carry. */
  readonly csrfToken: string | null;
}

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null;
    /** The workspace that it is about; nothing of another may be shown or touched. */
    readonly workspaceId: number;
  }
}

/** Who asks. Only routes that are open to all have nobody; they must not ask. */
export function callerOf(request: FastifyRequest): Caller {
  if (request.caller === null) throw new Error('A route that is open to all asks who calls it');
  return request.caller;
}

/** For what not all of a route's callers may do. Throws Problem. */
export function needRole(request: FastifyRequest, least: Role): void {
  const { role } = callerOf(request);
  if (isAtLeast(role, least)) return;
  const detail = `This needs the role ${least}; yours is ${role}.`;
  throw new Problem({ status: 403, code: 'role-too-low', title: 'Not allowed', detail });
}
