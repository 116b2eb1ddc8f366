import { SynclineError } from '@syncline/core';
import { describeUrl } from './describe-call.ts';

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * Where an answer sends the call on, or null when it is no redirect. Only reads follow, and only within the origin:
 * a redirect elsewhere would carry the credentials away. Throws SynclineError `invalid` for those.
 */
export function redirectTarget(answer: Response, method: string, url: string, mayFollow: boolean): string | null {
  const location = answer.headers.get('location');
  if (!REDIRECTS.has(answer.status) || location === null) return null;
  if (method !== 'GET' && method !== 'HEAD')
    throw refuse(method, url, answer.status, 'a redirect of a write is not followed');
  if (!mayFollow) throw refuse(method, url, answer.status, 'too many redirects');
  const target = URL.canParse(location, url) ? new URL(location, url) : null;
  if (!target || target.origin !== new URL(url).origin) {
    throw refuse(
      method,
      url,
      answer.status,
      `the answer points to another origin${target ? ` (${target.origin})` : ''}`,
    );
  }
  return target.href;
}

function refuse(method: string, url: string, status: number, reason: string): SynclineError {
  return new SynclineError({
    class: 'invalid',
    code: 'redirect_refused',
    message: `${method} ${describeUrl(url)}: ${reason}`,
    status,
  });
}
