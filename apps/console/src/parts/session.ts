import { createContext, useContext } from 'react';
import type { Session } from '../api/client.ts';
import { type Role, refusalOf } from '../format/roles.ts';

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('There is no session here');
  return session;
}

/** Why the one who is signed in may not do something; null: they may. */
export function useRefusal(least: Role, scope: string): string | null {
  return refusalOf(useSession(), least, scope);
}
