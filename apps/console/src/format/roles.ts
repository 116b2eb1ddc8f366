import type { Session } from '../api/client.ts';

const roles = ['viewer', 'operator', 'approver', 'admin'] as const;
export type Role = (typeof roles)[number];

/** Why a session may not do what needs a role and a scope; null: it may. The API decides, this only saves the try. */
export function refusalOf(session: Session, least: Role, scope: string): string | null {
  if (roles.indexOf(session.role) < roles.indexOf(least)) return `Needs the role ${least}; yours is ${session.role}.`;
  const area = `${scope.split(':')[0]}:*`;
  if (session.scopes !== null && !session.scopes.includes(scope) && !session.scopes.includes(area))
    return `Needs the scope ${scope}, which your key does not have.`;
  return null;
}
