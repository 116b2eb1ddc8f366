import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import { type ProblemInit, sendProblem } from '../problem.ts';
import { type AuthenticateOptions, authenticate } from './authenticate.ts';
import { type Caller, callerOf } from './caller.ts';
import { isSame } from './new-secret.ts';
import { includesScope, isAtLeast, type RouteAccess } from './route-access.ts';

interface PluginAccess {
  readonly access: RouteAccess;
  /** Who may call those that change something; the same when absent. */
  readonly changes?: RouteAccess;
}

export interface GuardAccessOptions extends AuthenticateOptions {
  /** By the prefix of their paths: who may call the routes of plugins, which can't say it themselves. */
  readonly pluginRoutes: Readonly<Record<string, PluginAccess>>;
}

/** A route as it was registered. */
export interface GuardedRoute {
  readonly method: string;
  readonly url: string;
  readonly access: RouteAccess;
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Every route of the app, with who may call it. */
    readonly guardedRoutes: readonly GuardedRoute[];
  }
}

/** The console's, and what the page of the queues sends by itself. */
const csrfHeaders = ['x-csrf-token', 'x-xsrf-token'];
const readingMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Lets nobody to a route but those whom it names. A route that names none can't be registered, so that one that was
 * forgotten is found when the app starts, and not by whoever tries it.
 */
export function guardAccess(app: FastifyInstance, options: GuardAccessOptions): void {
  app.decorateRequest('caller', null);
  app.decorateRequest('workspaceId', {
    getter() {
      return callerOf(this).workspaceId;
    },
  });
  const guarded: GuardedRoute[] = [];
  app.decorate('guardedRoutes', guarded);
  app.addHook('onRoute', (route) => {
    const access = route.config?.access ?? accessOfPlugin(route, options.pluginRoutes);
    if (!access) throw new Error(`The route ${String(route.method)} ${route.url} does not say who may call it`);
    route.config = { ...route.config, access };
    for (const method of [route.method].flat()) guarded.push({ method, url: route.url, access });
  });
  // Answered here rather than thrown: plugins bring error handlers of their own.
  app.addHook('onRequest', async (request, reply) => {
    const { access } = request.routeOptions.config;
    if (access && 'open' in access) return;
    const found = await authenticate(request, options);
    if ('caller' in found) request.caller = found.caller;
    const refusal = 'refusal' in found ? found.refusal : refusalOf(request, found.caller, options.workspaceId);
    if (refusal === null) return;
    if (refusal.status === 401) void reply.header('www-authenticate', 'Bearer realm="syncline"');
    return sendProblem(request, reply, refusal);
  });
}

function accessOfPlugin(
  { url, method }: Pick<RouteOptions, 'url' | 'method'>,
  plugins: GuardAccessOptions['pluginRoutes'],
): RouteAccess | null {
  const prefix = Object.keys(plugins).find((each) => url === each || url.startsWith(`${each}/`));
  const plugin = prefix === undefined ? undefined : plugins[prefix];
  const isReading = [method].flat().every((each) => readingMethods.has(each.toUpperCase()));
  return (isReading ? null : plugin?.changes) ?? plugin?.access ?? null;
}

function refusalOf(request: FastifyRequest, caller: Caller, ownWorkspaceId: number): ProblemInit | null {
  return refusalOfForged(request, caller) ?? refusalOfRole(request, caller, ownWorkspaceId);
}

/** A browser sends its cookie along whoever made the page: a change must show what only our pages can read. */
function refusalOfForged(request: FastifyRequest, { csrfToken }: Caller): ProblemInit | null {
  if (csrfToken === null || readingMethods.has(request.method)) return null;
  const { origin, host } = request.headers;
  const given = csrfHeaders.map((name) => request.headers[name]).find((value) => value !== undefined);
  const isOurs = origin === undefined || URL.parse(origin)?.host === host;
  if (isOurs && typeof given === 'string' && isSame(given, csrfToken)) return null;
  return {
    status: 403,
    code: 'csrf',
    title: 'The request may be forged',
    detail: 'Changes in a session carry the csrfToken of GET /api/v1/session as X-CSRF-Token, from this origin.',
  };
}

function refusalOfRole(
  request: FastifyRequest,
  { by, role, scopes, workspaceId }: Caller,
  ownWorkspaceId: number,
): ProblemInit | null {
  const { access } = request.routeOptions.config;
  // No route: whoever is let in is told that there is nothing.
  if (!access || 'open' in access) return null;
  if (access.instance && workspaceId !== ownWorkspaceId && by !== 'machine' && by !== 'token') {
    const detail = `There is nothing at ${request.method} ${request.url.split('?')[0]}.`;
    return { status: 404, code: 'not-found', title: 'Not found', detail };
  }
  if (!isAtLeast(role, access.role)) {
    const detail = `This needs the role ${access.role}; yours is ${role}.`;
    return { status: 403, code: 'role-too-low', title: 'Not allowed', detail };
  }
  if (includesScope(scopes, access.scope)) return null;
  const detail = `This needs the scope ${access.scope}; your key has ${scopes?.join(', ') || 'none'}.`;
  return { status: 403, code: 'scope-missing', title: 'Not allowed', detail };
}
