import type { IncomingMessage } from 'node:http';
import type { WebhookHeaders } from '@syncline/engine';

/**
 * Headers with every value that was sent, those sent once as text. Node's own joins what came twice, or drops it, and a
 * delivery that carries two proofs, or two names, must not pass for one that carries one.
 */
export function distinctHeaders({ rawHeaders }: IncomingMessage): WebhookHeaders {
  const headers: Record<string, string | string[]> = Object.create(null) as Record<string, never>;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]!.toLowerCase();
    const value = rawHeaders[at + 1]!;
    const known = headers[name];
    headers[name] = known === undefined ? value : [...(typeof known === 'string' ? [known] : known), value];
  }
  return headers;
}
