import { type AnswerInterpretation, describeUrl, type LimitReport, type VendorAnswer } from '@syncline/connector-sdk';
import { classOfRefusal, readRefusal, refusalError } from './refusal.ts';

/** Salesforce names no time. The daily limit is a rolling one, of which some comes back each hour; calls at once end sooner. */
const DAILY_PAUSE_MS = 300_000;
const CONCURRENT_PAUSE_MS = 15_000;

/** What one answer of Salesforce says of quota, and, for a refusal, what to do. */
export function interpretSalesforceAnswer(answer: VendorAnswer): AnswerInterpretation {
  const limits = readLimits(answer.headers);
  if (answer.status < 400) return { limits, error: null };
  const refusal = readRefusal(parse(answer.bodyText));
  const place = `${answer.method} ${describeUrl(answer.url)}`;
  if (classOfRefusal(refusal, answer.status) !== 'rate_limited')
    return { limits, error: refusalError(refusal, answer.status, place) };
  const retryAt = new Date(answer.receivedAt.getTime() + pauseMs(answer.headers, refusal.message));
  return {
    limits: { ...(limits ?? { bucket: 'core' }), pausedUntil: retryAt },
    error: refusalError(refusal, answer.status, place, { retryAt }),
  };
}

/**
 * `api-usage=18/5000`, and for a connected app with a limit of its own `per-app-api-usage=17/250(appName=syncline)`:
 * the one with less left counts. The window is the last 24 hours, so that there is no time of reset to tell.
 */
function readLimits(headers: Headers): LimitReport | null {
  const text = headers.get('sforce-limit-info') ?? '';
  const usages = [...text.matchAll(/api-usage=(\d{1,12})\/(\d{1,12})/g)].map(([, used, limit]) => ({
    limit: Number(limit),
    remaining: Math.max(0, Number(limit) - Number(used)),
  }));
  const tightest = usages.sort((a, b) => a.remaining - b.remaining)[0];
  return tightest === undefined ? null : { bucket: 'core', ...tightest };
}

function pauseMs(headers: Headers, message: string): number {
  const retryAfter = headers.get('retry-after') ?? '';
  // Salesforce itself sends none; what stands before it (an edge, a proxy) may.
  if (/^\d{1,6}$/.test(retryAfter)) return Math.max(1, Number(retryAfter)) * 1_000;
  return /concurrent/i.test(message) ? CONCURRENT_PAUSE_MS : DAILY_PAUSE_MS;
}

/** An HTML page of a proxy has no words for us. */
function parse(bodyText: string | null): unknown {
  try {
    return JSON.parse(bodyText ?? '');
  } catch {
    return null;
  }
}
