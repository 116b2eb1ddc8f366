import {
  type AnswerInterpretation,
  cutVendorMessage,
  describeUrl,
  type LimitReport,
  type VendorAnswer,
} from '@syncline/connector-sdk';
import { type ErrorClass, SynclineError, type SynclineErrorInit } from '@syncline/core';

/** GitHub asks for at least a minute's pause after a secondary limit that names no time. */
const SECONDARY_PAUSE_MS = 60_000;

/**
 * What one answer of GitHub says of quota, and, for a refusal, what to do.
 * Limits: https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
export function interpretGitHubAnswer(answer: VendorAnswer): AnswerInterpretation {
  const limits = readLimits(answer.headers);
  if (answer.status < 400) return { limits, error: null };
  const refusal = readRefusal(answer.bodyText);
  const pausedUntil = rateLimitedUntil(answer, limits, refusal.message);
  if (pausedUntil) {
    const code = pausedUntil.primary ? 'github_primary_limit' : 'github_secondary_limit';
    const report = { ...(limits ?? { bucket: 'core' }), pausedUntil: pausedUntil.at };
    return { limits: report, error: refuse(answer, refusal, 'rate_limited', { code, retryAt: pausedUntil.at }) };
  }
  return { limits, error: refuse(answer, refusal, errorClass(answer.status), {}) };
}

/** Counts and times are whole numbers of seconds since 1970; a bucket is named by x-ratelimit-resource. */
function readLimits(headers: Headers): LimitReport | null {
  const limit = wholeNumber(headers.get('x-ratelimit-limit'));
  const remaining = wholeNumber(headers.get('x-ratelimit-remaining'));
  const reset = wholeNumber(headers.get('x-ratelimit-reset'));
  if (limit === null && remaining === null) return null;
  return {
    bucket: headers.get('x-ratelimit-resource') ?? 'core',
    ...(limit !== null && { limit }),
    ...(remaining !== null && { remaining }),
    ...(reset !== null && { resetAt: new Date(reset * 1000) }),
  };
}

function rateLimitedUntil(
  answer: VendorAnswer,
  limits: LimitReport | null,
  message: string,
): { at: Date; primary: boolean } | null {
  if (answer.status !== 403 && answer.status !== 429) return null;
  const now = answer.receivedAt.getTime();
  const retryAfter = wholeNumber(answer.headers.get('retry-after'));
  if (retryAfter !== null) return { at: new Date(now + retryAfter * 1000), primary: false };
  if (limits?.remaining === 0) {
    // Their clock and ours differ: never a pause that is over already.
    const at = Math.max(limits.resetAt?.getTime() ?? now + SECONDARY_PAUSE_MS, now + 1_000);
    return { at: new Date(at), primary: true };
  }
  if (answer.status === 429 || /secondary rate limit|abuse detection/i.test(message))
    return { at: new Date(now + SECONDARY_PAUSE_MS), primary: false };
  return null;
}

function errorClass(status: number): ErrorClass {
  if (status === 401) return 'auth';
  if (status === 403 || status === 451) return 'permission';
  if (status === 404 || status === 410) return 'not_found';
  if (status === 409 || status === 412) return 'conflict';
  if (status === 408 || status >= 500) return 'transient';
  return 'invalid';
}

interface Refusal {
  readonly message: string;
  readonly field: string | null;
}

/** `{ message, errors: [{ resource, field, code, message? }] }`; anything else (an HTML page of a proxy) has no words for us. */
function readRefusal(bodyText: string | null): Refusal {
  let body: unknown;
  try {
    body = JSON.parse(bodyText ?? '');
  } catch {
    return { message: '', field: null };
  }
  if (typeof body !== 'object' || body === null) return { message: '', field: null };
  const message = 'message' in body && typeof body.message === 'string' ? body.message : '';
  const first: unknown = 'errors' in body && Array.isArray(body.errors) ? body.errors[0] : null;
  if (typeof first === 'string') return { message: `${message} (${first})`, field: null };
  if (typeof first !== 'object' || first === null) return { message, field: null };
  const field = 'field' in first && typeof first.field === 'string' ? first.field : null;
  const code = 'code' in first && typeof first.code === 'string' ? first.code : '';
  // `custom` says nothing, its message does.
  const why = 'message' in first && typeof first.message === 'string' ? first.message : code;
  return { message: field ? `${message} (${field}: ${why})` : `${message}${why && ` (${why})`}`, field };
}

function refuse(
  answer: VendorAnswer,
  refusal: Refusal,
  errorClass: ErrorClass,
  more: Partial<SynclineErrorInit>,
): SynclineError {
  const words = refusal.message ? `: ${cutVendorMessage(refusal.message)}` : '';
  return new SynclineError({
    class: errorClass,
    code: `github_${answer.status}`,
    message: `GitHub answered ${answer.status} to ${answer.method} ${describeUrl(answer.url)}${words}`,
    status: answer.status,
    ...(refusal.field !== null && { field: refusal.field }),
    ...more,
  });
}

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}
