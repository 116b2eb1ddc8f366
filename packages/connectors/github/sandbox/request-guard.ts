import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type FaultPlan, type FaultSpec, type FixedWindow, type RequestLog } from '@syncline/sandbox';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
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

interface GuardState {
  readonly startedAt: number;
  fault: FaultSpec | null;
  isCharged: boolean;
}

const SECONDARY_MESSAGE =
  'You have exceeded a secondary rate limit. Please wait a few minutes before you try again. If you reach out to GitHub Support for help, please include the request ID';
const CONTENT_MESSAGE =
  'You have exceeded a secondary rate limit and have been temporarily blocked from content creation. Please retry your request again later. If you reach out to GitHub Support for help, please include the request ID';
const SECONDARY_URL =
  'https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits';

/** What stands before and after every route: faults, credentials, limits, ETags, the log. */
export function guardRequests(app: FastifyInstance, parts: GuardParts): void {
  const states = new WeakMap<FastifyRequest, GuardState>();

  app.addHook('onRequest', async (request, reply) => {
    if (isControl(request)) return;
    const state: GuardState = {
      startedAt: performance.now(),
      fault: parts.faults.take(request.method, request.url),
      isCharged: false,
    };
    states.set(request, state);
    if (state.fault !== null && (await applyFault(request, reply, state.fault))) return reply;
    const credentials = request.headers.authorization;
    if (credentials === undefined) return refuse(reply, 401, 'Requires authentication');
    if (credentials !== `Bearer ${parts.token}` && credentials !== `token ${parts.token}`)
      return refuse(reply, 401, 'Bad credentials');
    if (pathOf(request) === '/rate_limit') return;
    if (parts.secondary !== null && !parts.secondary.window.take())
      return refuseSecondary(reply, parts.secondary.status, parts.secondary.retryAfterSeconds);
    if (parts.content !== null && makesContent(request) && !parts.content.window.take()) {
      reply.header('retry-after', String(parts.content.retryAfterSeconds));
      return refuse(reply, 403, CONTENT_MESSAGE, SECONDARY_URL);
    }
    state.isCharged = parts.primary.take();
    if (!state.isCharged) {
      return refuse(
        reply,
        403,
        'API rate limit exceeded for user ID 10001. If you reach out to GitHub Support for help, please include the request ID',
        'https://docs.github.com/rest/overview/rate-limits-for-the-rest-api',
      );
    }
  });

  app.addHook('onSend', async (request, reply, payload) => {
    const state = states.get(request);
    if (state === undefined) return payload;
    let answer = payload;
    if (request.method === 'GET' && reply.statusCode === 200 && typeof payload === 'string') {
      const etag = `W/"${createHash('sha1')
        .update(payload)
        .update(String(reply.getHeader('link') ?? ''))
        .digest('hex')}"`;
      reply.header('etag', etag).header('cache-control', 'private, max-age=60, s-maxage=60');
      const known = request.headers['if-none-match'];
      if (
        known !== undefined &&
        known.split(/,\s*/).some((tag) => tag === '*' || tag.replace(/^W\//, '') === etag.slice(2))
      ) {
        reply.code(304).removeHeader('content-type').removeHeader('content-length');
        // Asking whether anything changed is free when nothing did.
        if (state.isCharged) parts.primary.refund();
        answer = '';
      }
    }
    setCommonHeaders(reply, parts);
    if (state.fault?.kind === 'malformed' && typeof answer === 'string') {
      answer = answer.slice(0, Math.max(1, Math.floor(answer.length / 2)));
      reply.removeHeader('content-length').removeHeader('etag');
    }
    if (state.fault?.kind === 'lost_answer') {
      record(request, reply.statusCode);
      request.raw.socket.destroy();
    }
    return answer;
  });

  app.addHook('onResponse', async (request, reply) => record(request, reply.statusCode));
  // A cut connection has no response event that can be relied on.
  app.addHook('onRequestAbort', async (request) => record(request, 0));

  function record(request: FastifyRequest, status: number): void {
    const state = states.get(request);
    if (state === undefined) return;
    states.delete(request);
    parts.log.add({
      method: request.method,
      url: request.url,
      route: request.routeOptions.url ?? '404',
      status,
      durationMs: performance.now() - state.startedAt,
      at: parts.now(),
    });
  }

  /** True when the request ends here. */
  async function applyFault(request: FastifyRequest, reply: FastifyReply, fault: FaultSpec): Promise<boolean> {
    switch (fault.kind) {
      case 'slow':
        await sleep(fault.delayMs ?? 1_000);
        return false;
      case 'status':
        if (fault.retryAfterSeconds !== undefined) reply.header('retry-after', String(fault.retryAfterSeconds));
        refuse(reply, fault.status ?? 500, 'Server Error');
        return true;
      case 'secondary_limit':
        refuseSecondary(reply, fault.status ?? 403, fault.retryAfterSeconds ?? 60);
        return true;
      case 'reset':
        record(request, 0);
        reply.hijack();
        request.raw.socket.destroy();
        return true;
      case 'lost_answer':
      case 'malformed':
        return false;
    }
  }
}

function refuseSecondary(reply: FastifyReply, status: number, retryAfterSeconds: number): FastifyReply {
  reply.header('retry-after', String(retryAfterSeconds));
  return refuse(reply, status, SECONDARY_MESSAGE, SECONDARY_URL);
}

function setCommonHeaders(reply: FastifyReply, { primary, now }: GuardParts): void {
  const { limit, remaining, used, resetAt } = primary.state();
  reply.headers({
    // Node's own Date follows the machine's clock, not the sandbox's.
    date: now().toUTCString(),
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

function isControl(request: FastifyRequest): boolean {
  return request.url.startsWith('/_sandbox/');
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? '';
}
