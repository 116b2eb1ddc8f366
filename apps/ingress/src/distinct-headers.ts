import type { IncomingMessage } from 'node:http';
import type { WebhookHeaders } from '@syncline/engine';

/**
 * Headers with every value that was sent, those sent once as text. Node's own joins what came twice, or drops it, and a
 * delivery that carries two proofs, or two names, must not pass for one that carries one.
 */
export function distinctHeaders(request: IncomingMessage): WebhookHeaders {
  const headers: Record<string, string | readonly string[]> = {};
  for (const [name, values] of Object.entries(request.headersDistinct))
    if (values) headers[name] = values.length === 1 ? values[0]! : values;
  return headers;
}
