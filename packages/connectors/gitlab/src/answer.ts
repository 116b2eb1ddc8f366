import {
  type AnswerInterpretation,
  cutVendorMessage,
  describeUrl,
  type LimitReport,
  type VendorAnswer,
} from '@syncline/connector-sdk';
import { type ErrorClass, SynclineError, type SynclineErrorInit } from '@syncline/core';
import { fieldNameOf } from './field-names.ts';

/** A pause for a refusal that names no time: the windows of GitLab's own limits are a minute long. */
const UNNAMED_PAUSE_MS = 60_000;
/** The throttle of signed-in calls to the API, by its name in `RateLimit-Name`; others count a part of the calls. */
const API_THROTTLE = 'throttle_authenticated_api';

/**
 * What one answer of GitLab says of quota, and, for a refusal, what to do. The headers are there only where the
 * instance limits rates at all: https://docs.gitlab.com/administration/settings/user_and_ip_rate_limits/
 */
export function interpretGitLabAnswer(answer: VendorAnswer): AnswerInterpretation {
  const limits = readLimits(answer.headers);
  if (answer.status < 400) return { limits, error: null };
  const retryAt = rateLimitedUntil(answer, limits);
  if (retryAt === null) return { limits, error: refuse(answer, errorClass(answer.status), {}) };
  const report = { ...(limits ?? { bucket: 'unnamed' }), pausedUntil: retryAt };
  return { limits: report, error: refuse(answer, 'rate_limited', { code: 'gitlab_rate_limit', retryAt }) };
}

/** `RateLimit-Reset` is in whole seconds since 1970. */
function readLimits(headers: Headers): LimitReport | null {
  const limit = wholeNumber(headers.get('ratelimit-limit'));
  const remaining = wholeNumber(headers.get('ratelimit-remaining'));
  const reset = wholeNumber(headers.get('ratelimit-reset'));
  if (limit === null || remaining === null) return null;
  const name = headers.get('ratelimit-name') ?? API_THROTTLE;
  return {
    bucket: name === API_THROTTLE ? 'core' : name,
    limit,
    remaining,
    ...(reset !== null && { resetAt: new Date(reset * 1_000) }),
  };
}

/** 429, and 503 that names a time, which GitLab answers while it is being maintained. */
function rateLimitedUntil(answer: VendorAnswer, limits: LimitReport | null): Date | null {
  const retryAfter = wholeNumber(answer.headers.get('retry-after'));
  if (answer.status !== 429 && !(answer.status === 503 && retryAfter !== null)) return null;
  const now = answer.receivedAt.getTime();
  if (retryAfter !== null) return new Date(now + Math.max(retryAfter * 1_000, 1_000));
  // Their clock and ours differ: never a pause that is over already.
  return new Date(Math.max(limits?.resetAt?.getTime() ?? now + UNNAMED_PAUSE_MS, now + 1_000));
}

function errorClass(status: number): ErrorClass {
  if (status === 401) return 'auth';
  if (status === 403) return 'permission';
  if (status === 404 || status === 410) return 'not_found';
  if (status === 409 || status === 412) return 'conflict';
  if (status === 408 || status === 425 || status >= 500) return 'transient';
  return 'invalid';
}

function refuse(answer: VendorAnswer, errorClass: ErrorClass, more: Partial<SynclineErrorInit>): SynclineError {
  const { words, field } = readRefusal(answer.bodyText);
  return new SynclineError({
    class: errorClass,
    code: `gitlab_${answer.status}`,
    message: `GitLab answered ${answer.status} to ${answer.method} ${describeUrl(answer.url)}${words ? `: ${cutVendorMessage(words)}` : ''}`,
    status: answer.status,
    ...(field !== null && { field }),
    ...more,
  });
}

/**
 * Three forms: `{ message: "404 Not found" }`, `{ message: { title: ["can't be blank"] } }` of a model's checks, and
 * `{ error: "title is missing" }` of a parameter's. Anything else (an HTML page of a proxy) has no words for us.
 */
function readRefusal(bodyText: string | null): { readonly words: string; readonly field: string | null } {
  let body: unknown;
  try {
    body = JSON.parse(bodyText ?? '');
  } catch {
    return { words: '', field: null };
  }
  if (typeof body !== 'object' || body === null) return { words: '', field: null };
  const { message, error, error_description: description } = body as Readonly<Record<string, unknown>>;
  if (typeof message === 'string') return { words: message, field: null };
  if (typeof message === 'object' && message !== null) {
    const [name] = Object.keys(message);
    return { words: JSON.stringify(message), field: name === undefined ? null : fieldNameOf(name) };
  }
  if (typeof error !== 'string') return { words: '', field: null };
  const name = /^(\w+)(?:\[\])?(?:, \w+)* (?:is|are|does|must)\b/.exec(error)?.[1];
  const words = typeof description === 'string' ? `${error}: ${description}` : error;
  return { words, field: name === undefined ? null : fieldNameOf(name) };
}

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}
