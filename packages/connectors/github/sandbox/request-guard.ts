import { createHash, randomBytes } from 'node:crypto';
import type { FaultPlan, FixedWindow, RequestGuard, RequestLog } from '@syncline/sandbox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from './routes/refuse.ts';

export interface GuardParts {
  readonly token: string;
  readonly now: () => Date;
  readonly faults: FaultPlan;
  readonly log: RequestLog;
  readonly primary: FixedWindow;
  readonly secondary: {
    readonly window: FixedWindow;
    readonly retryAfterSeconds: number;
    readonly status: 403 | 429;
  } | null;
  /** The limit of what may be made a minute: it counts creates alone. */
  readonly content: { readonly window: FixedWindow; readonly retryAfterSeconds: number } | null;
}

const PRIMARY_MESSAGE =
  'API rate limit exceeded for user ID 10001. If you reach out to GitHub Support for help, please include the request ID';
const PRIMARY_URL = 'https://docs.github.com/rest/overview/rate-limits-for-the-rest-api';
const SECONDARY_MESSAGE =
  'You have exceeded a secondary rate limit. Please wait a few minutes before you try again. If you reach out to GitHub Support for help, please include the request ID';
const CONTENT_MESSAGE =
  'You have exceeded a secondary rate limit and have been temporarily blocked from content creation. Please retry your request again later. If you reach out to GitHub Support for help, please include the request ID';
const SECONDARY_URL =
  'https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits';

/** GitHub's credentials, limits, ETags and headers. */
export function requestGuard(parts: GuardParts): RequestGuard {
  const charged = new WeakSet<FastifyRequest>();
  return {
    ...parts,
    admit(request, reply) {
      const credentials = request.headers.authorization;
      if (credentials === undefined) return refuse(reply, 401, 'Requires authentication');
      if (credentials !== `Bearer ${parts.token}` && credentials !== `token ${parts.token}`)
        return refuse(reply, 401, 'Bad credentials');
      if (pathOf(request) === '/rate_limit') return undefined;
      if (parts.secondary !== null && !parts.secondary.window.take())
        return refuseSecondary(reply, parts.secondary.status, parts.secondary.retryAfterSeconds);
      if (parts.content !== null && makesContent(request) && !parts.content.window.take()) {
        reply.header('retry-after', String(parts.content.retryAfterSeconds));
        return refuse(reply, 403, CONTENT_MESSAGE, SECONDARY_URL);
      }
      if (!parts.primary.take()) return refuse(reply, 403, PRIMARY_MESSAGE, PRIMARY_URL);
      charged.add(request);
      return undefined;
    },
    beforeAnswer(request, reply, body) {
      const isKnown = setETag(request, reply, body);
      // Asking whether anything changed is free when nothing did.
      if (isKnown && charged.has(request)) parts.primary.refund();
      setCommonHeaders(reply, parts);
      return isKnown ? '' : body;
    },
    refuseFault: (reply, status) => refuse(reply, status, 'Server Error'),
    refuseRate: (reply, fault) => refuseSecondary(reply, fault.status ?? 403, fault.retryAfterSeconds ?? 60),
  };
}

/** True when the asker has this very answer: it becomes a 304. */
function setETag(request: FastifyRequest, reply: FastifyReply, body: unknown): boolean {
  if (request.method !== 'GET' || reply.statusCode !== 200 || typeof body !== 'string') return false;
  const hash = createHash('sha1')
    .update(body)
    .update(String(reply.getHeader('link') ?? ''));
  const etag = `W/"${hash.digest('hex')}"`;
  reply.header('etag', etag).header('cache-control', 'private, max-age=60, s-maxage=60');
  const known = request.headers['if-none-match']?.split(/,\s*/) ?? [];
  if (!known.some((tag) => tag === '*' || tag.replace(/^W\//, '') === etag.slice(2))) return false;
  reply.code(304).removeHeader('content-type').removeHeader('content-length');
  return true;
}

function refuseSecondary(reply: FastifyReply, status: number, retryAfterSeconds: number): FastifyReply {
  reply.header('retry-after', String(retryAfterSeconds));
  return refuse(reply, status, SECONDARY_MESSAGE, SECONDARY_URL);
}

function setCommonHeaders(reply: FastifyReply, { primary }: GuardParts): void {
  const { limit, remaining, used, resetAt } = primary.state();
  reply.headers({
    server: 'github.com',
    vary: 'Accept, Authorization, Cookie, X-GitHub-OTP, Accept-Encoding, Accept, X-Requested-With',
    'x-github-media-type': 'github.v3; format=json',
    'x-github-request-id': randomBytes(8).toString('hex').toUpperCase(),
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-used': String(used),
    'x-ratelimit-reset': String(Math.ceil(resetAt.getTime() / 1000)),
    'x-ratelimit-resource': 'core',
  });
}

/** Issues, comments, items: what people are told of. */
function makesContent(request: FastifyRequest): boolean {
  return request.method === 'POST' && /\/(issues|comments|milestones|labels|items|drafts)$/.test(pathOf(request));
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? '';
}
