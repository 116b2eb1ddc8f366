import {
  type AnswerInterpretation,
  cutVendorMessage,
  describeUrl,
  type LimitReport,
  type VendorAnswer,
} from '@syncline/connector-sdk';
import { type ErrorClass, SynclineError, type SynclineErrorInit } from '@syncline/core';
import { fieldNameOf } from './field-names.ts';

/** A pause for a refusal that names no time. */
const UNNAMED_PAUSE_MS = 10_000;

/**
 * What one answer of Jira says of quota, and, for a refusal, what to do.
 * Limits: https://developer.atlassian.com/cloud/jira/platform/rate-limiting/
 */
export function interpretJiraAnswer(answer: VendorAnswer): AnswerInterpretation {
  const limits = readLimits(answer.headers);
  if (answer.status < 400) return { limits, error: null };
  const retryAt = rateLimitedUntil(answer);
  if (retryAt === null) return { limits, error: refuse(answer, errorClass(answer), {}) };
  const reason = answer.headers.get('ratelimit-reason');
  const error = refuse(answer, 'rate_limited', {
    code: `jira_${(reason ?? 'limit').replace(/^jira-/, '').replaceAll('-', '_')}`,
    retryAt,
  });
  // One issue that was written to too often is no reason to stop all other calls.
  if (reason === 'jira-per-issue-on-write') return { limits: null, error };
  const bucket = reason?.startsWith('jira-quota') ? 'core' : 'burst';
  return { limits: { ...(bucket === 'core' && limits), bucket, pausedUntil: retryAt }, error };
}

/** Counts of the hourly quota; `x-ratelimit-reset` is an ISO time. What comes without one counts a burst, which is no quota. */
function readLimits(headers: Headers): LimitReport | null {
  const limit = wholeNumber(headers.get('x-ratelimit-limit'));
  const remaining = wholeNumber(headers.get('x-ratelimit-remaining'));
  const reset = Date.parse(headers.get('x-ratelimit-reset') ?? '');
  if (limit === null || remaining === null || Number.isNaN(reset)) return null;
  return { bucket: 'core', limit, remaining, resetAt: new Date(reset) };
}

/** 429, and 503 that names a time, which Jira answers when a part of it is overloaded. */
function rateLimitedUntil(answer: VendorAnswer): Date | null {
  const retryAfter = wholeNumber(answer.headers.get('retry-after'));
  if (answer.status !== 429 && !(answer.status === 503 && retryAfter !== null)) return null;
  const now = answer.receivedAt.getTime();
  if (retryAfter !== null) return new Date(now + Math.max(retryAfter * 1_000, 1_000));
  const reset = Date.parse(answer.headers.get('x-ratelimit-reset') ?? '');
  // Their clock and ours differ: never a pause that is over already.
  return new Date(Number.isNaN(reset) ? now + UNNAMED_PAUSE_MS : Math.max(reset, now + 1_000));
}

function errorClass({ status, headers }: VendorAnswer): ErrorClass {
  // Credentials that failed are answered as if nobody had come: with what anonymous visitors may not see.
  if (status < 500 && /AUTHENTICATION_DENIED|AUTHENTICATED_FAILED/.test(headers.get('x-seraph-loginreason') ?? ''))
    return 'auth';
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
    code: `jira_${answer.status}`,
    message: `Jira answered ${answer.status} to ${answer.method} ${describeUrl(answer.url)}${words ? `: ${cutVendorMessage(words)}` : ''}`,
    status: answer.status,
    ...(field !== null && { field }),
    ...more,
  });
}

/** `{ errorMessages: [], errors: { field: message } }`; anything else (an HTML page of a proxy) has no words for us. */
function readRefusal(bodyText: string | null): { readonly words: string; readonly field: string | null } {
  let body: unknown;
  try {
    body = JSON.parse(bodyText ?? '');
  } catch {
    return { words: '', field: null };
  }
  return refusalIn(body);
}

/** The words of Jira's error object, and the first field it names, in our terms. */
export function refusalIn(value: unknown): { readonly words: string; readonly field: string | null } {
  if (typeof value !== 'object' || value === null) return { words: '', field: null };
  const { errorMessages, errors, message } = value as Readonly<Record<string, unknown>>;
  const general = Array.isArray(errorMessages) ? errorMessages.filter((text) => typeof text === 'string') : [];
  if (typeof message === 'string') general.push(message);
  const byField =
    typeof errors === 'object' && errors !== null && !Array.isArray(errors)
      ? Object.entries(errors).filter(([, text]) => typeof text === 'string')
      : [];
  const words = [...general, ...byField.map(([name, text]) => `${name}: ${text as string}`)].join('; ');
  return { words, field: byField[0] ? fieldNameOf(byField[0][0]) : null };
}

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}
