import type { Role } from '@syncline/store';

/** What there is to be seen or changed; a key may be cut down to some of it. */
export const scopeAreas = [
  'status',
  'processes',
  'entities',
  'sync',
  'connections',
  'credentials',
  'reconciliation',
  'inbox',
  'approvals',
  'audit',
  'alerts',
  'events',
  'keys',
  'config',
  'instance',
] as const;

export type Scope = `${(typeof scopeAreas)[number]}:${'read' | 'write'}`;

/** Who may call a route; every route says it beside its schema, as `config: { access }`. */
export type RouteAccess =
  /** Anybody: it shows nothing that is anyone's. */
  | { readonly open: true }
  | {
      readonly role: Role;
      readonly scope: Scope;
      /** It is about the whole instance, so only keys of its own workspace get to it. */
      readonly instance?: true;
    };

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: RouteAccess;
  }
}

const roles: readonly Role[] = ['viewer', 'operator', 'approver', 'admin'];

export function isAtLeast(role: Role, least: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(least);
}

/** Whether a key that is cut down to `scopes` (null: to nothing less than its role) has a scope. */
export function includesScope(scopes: readonly string[] | null, scope: Scope): boolean {
  return scopes === null || scopes.some((each) => each === scope || each === `${scope.split(':')[0]}:*`);
}

/** Says for a route's config who may call it. */
export function access(role: Role, scope: Scope): { access: RouteAccess } {
  return { access: { role, scope } };
}

/** As `access`, of what is about the whole instance. */
export function instanceAccess(role: Role, scope: Scope): { access: RouteAccess } {
  return { access: { role, scope, instance: true } };
}

export const openToAll: { access: RouteAccess } = { access: { open: true } };
