import { hash } from 'node:crypto';

/** Our key of an entity at one connection: 22 characters, the same for every attempt (rule 5.6). */
export function ownKeyOf(workspaceId: number, entityId: string, connectionId: number, stream: string): string {
  return hash('sha256', `syncline ${workspaceId} ${entityId} ${connectionId} ${stream}`, 'base64url').slice(0, 22);
}
