import {
  type AnswerInterpretation,
  cutVendorMessage,
  describeUrl,
  type LimitReport,
  type VendorAnswer,
} from '@syncline/connector-sdk';
import { type ErrorClass, SynclineError } from '@syncline/core';
import { asItem, textOf } from './item.ts';

/** Calls at once are counted in windows of two seconds. */
const BURST_MS = 2_000;
/** The day's budget is renewed at the start of the next day, of whose clock nothing is said: it is looked at again. */
const BUDGET_PAUSE_MS = 15 * 60_000;
/** Who goes on after 429 is cut off before the API, for a time that nobody names. */
const CUT_OFF_PAUSE_MS = 10 * 60_000;

/**
 * What one answer says of the company's budget, and, for a refusal, what to do:
 * https://pipedrive.readme.io/docs/core-api-concepts-rate-limiting
 */
export function interpretPipedriveAnswer(answer: VendorAnswer): AnswerInterpretation {
  const limits = readLimits(answer);
  if (answer.status < 400) return { limits, error: null };
  const { words, code, isPage } = readRefusal(answer.bodyText);
  const isCutOff = answer.status === 403 && isPage;
  const errorClass = isCutOff ? 'rate_limited' : classOfStatus(answer.status);
  const retryAt =
    errorClass === 'rate_limited' ? new Date(answer.receivedAt.getTime() + pauseMs(answer, isCutOff)) : null;
  const place = `${answer.method} ${describeUrl(answer.url)}`;
  const why = isCutOff ? ': cut off after too many calls' : words === '' ? '' : `: ${cutVendorMessage(words)}`;
  const error = new SynclineError({
    class: errorClass,
    code: code === null ? `pipedrive_${answer.status}` : `pipedrive_${code.toLowerCase()}`,
    message: `Pipedrive answered ${answer.status} to ${place}${why}`,
    status: answer.status,
    ...(retryAt && { retryAt }),
  });
  return { limits: retryAt ? { ...(limits ?? { bucket: 'core' }), pausedUntil: retryAt } : limits, error };
}

function classOfStatus(status: number): ErrorClass {
  if (status === 401) return 'auth';
  // 402: the company's account is not paid for, or its plan has no such thing.
  if (status === 402 || status === 403) return 'permission';
  if (status === 404 || status === 410) return 'not_found';
  if (status === 409 || status === 412) return 'conflict';
  if (status === 429) return 'rate_limited';
  if (status === 408 || status === 425 || status >= 500) return 'transient';
  return 'invalid';
}

/**
 * The day's tokens are what the quota counts, where they are told; calls at once only make a short pause. A call costs
 * between one and twenty tokens or more.
 */
function readLimits({ headers, receivedAt }: VendorAnswer): LimitReport | null {
  const limit = numberIn(headers.get('x-daily-ratelimit-token-limit'));
  const remaining = numberIn(headers.get('x-daily-ratelimit-token-remaining'));
  if (numberIn(headers.get('x-ratelimit-remaining')) === 0)
    return { bucket: 'burst', remaining: 0, pausedUntil: new Date(receivedAt.getTime() + burstMs(headers)) };
  return limit === null || remaining === null ? null : { bucket: 'core', limit, remaining };
}

function pauseMs({ headers }: VendorAnswer, isCutOff: boolean): number {
  const after = numberIn(headers.get('retry-after'));
  if (after !== null) return Math.max(1, after) * 1_000;
  if (isCutOff) return CUT_OFF_PAUSE_MS;
  return numberIn(headers.get('x-daily-ratelimit-token-remaining')) === 0 ? BUDGET_PAUSE_MS : burstMs(headers);
}

/** `x-ratelimit-reset` tells seconds. */
function burstMs(headers: Headers): number {
  const seconds = numberIn(headers.get('x-ratelimit-reset'));
  return seconds === null ? BURST_MS : Math.max(1, Math.min(seconds, 60)) * 1_000;
}

function numberIn(value: string | null): number | null {
  return value !== null && /^\d{1,12}$/.test(value) ? Number(value) : null;
}

interface RefusalWords {
  readonly words: string;
  readonly code: string | null;
  /** A page for browsers, which the API itself never sends. */
  readonly isPage: boolean;
}

/** `{ success: false, error, error_info?, code? }`; webhooks have `errors` by field. */
function readRefusal(bodyText: string | null): RefusalWords {
  const text = bodyText?.trim() ?? '';
  if (!text.startsWith('{')) return { words: '', code: null, isPage: /^<(!doctype|html)/i.test(text) };
  try {
    const body = asItem(JSON.parse(text));
    const code = textOf(body?.['code']);
    const error = textOf(body?.['error']) ?? textOf(body?.['message']);
    const errors = asItem(body?.['errors']);
    const words = error ?? (errors === null ? '' : JSON.stringify(errors));
    return { words, code: code !== null && /^[A-Z]+(_[A-Z]+)+$/.test(code) ? code : null, isPage: false };
  } catch {
    return { words: '', code: null, isPage: false };
  }
}
