import { type AnswerInterpretation, describeUrl, type LimitReport, type VendorAnswer } from '@syncline/connector-sdk';
import { classOfRefusal, readRefusal, refusalError } from './refusal.ts';

/** Zoho names no time: calls at once end soon, credits of the last 24 hours come back over the day. */
const CONCURRENT_PAUSE_MS = 15_000;
const CREDITS_PAUSE_MS = 300_000;

/** What one answer of Zoho says of its credits, and, for a refusal, what to do. */
export function interpretZohoAnswer(answer: VendorAnswer): AnswerInterpretation {
  const limits = readLimits(answer.headers);
  if (answer.status < 400) return { limits, error: null };
  const refusal = readRefusal(parse(answer.bodyText));
  const place = `${answer.method} ${describeUrl(answer.url)}`;
  if (classOfRefusal(refusal, answer.status) !== 'rate_limited')
    return { limits, error: refusalError(refusal, answer.status, place) };
  const retryAt = new Date(answer.receivedAt.getTime() + pauseMs(answer.headers, limits));
  return {
    limits: { ...(limits ?? { bucket: 'core' }), pausedUntil: retryAt },
    error: refusalError(refusal, answer.status, place, { retryAt }),
  };
}

/** Only once half of the credits of the last 24 hours are used does Zoho say how many are left, and never of how many. */
function readLimits(headers: Headers): LimitReport | null {
  const left = headers.get('x-api-credits-remaining') ?? '';
  return /^\d{1,12}$/.test(left) ? { bucket: 'core', remaining: Number(left) } : null;
}

/** 429 stands for both limits, of credits and of calls at once. */
function pauseMs(headers: Headers, limits: LimitReport | null): number {
  const retryAfter = headers.get('retry-after') ?? '';
  // Zoho itself sends none; what stands before it (an edge, a proxy) may.
  if (/^\d{1,6}$/.test(retryAfter)) return Math.max(1, Number(retryAfter)) * 1_000;
  return limits?.remaining === 0 ? CREDITS_PAUSE_MS : CONCURRENT_PAUSE_MS;
}

/** An HTML page of a proxy has no words for us. */
function parse(bodyText: string | null): unknown {
  try {
    return JSON.parse(bodyText ?? '');
  } catch {
    return null;
  }
}
