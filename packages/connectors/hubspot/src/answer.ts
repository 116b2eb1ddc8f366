import { type AnswerInterpretation, describeUrl, type LimitReport, type VendorAnswer } from '@syncline/connector-sdk';
import { classOfRefusal, type Refusal, readRefusal, refusalError } from './refusal.ts';

/** HubSpot names no time in which a limit is whole again; the day's is at midnight in the account's own time zone. */
const PAUSES_MS: Readonly<Record<string, number>> = { SECONDLY: 1_000, DAILY: 15 * 60_000 };
const ROLLING_MS = 10_000;

/**
 * What one answer of HubSpot says of quota, and, for a refusal, what to do:
 * https://developers.hubspot.com/docs/developer-tooling/platform/usage-guidelines. Searches say nothing of quota.
 */
export function interpretHubspotAnswer(answer: VendorAnswer): AnswerInterpretation {
  const limits = readLimits(answer);
  if (answer.status < 400) return { limits, error: null };
  const refusal = readRefusal(parse(answer.bodyText));
  const place = `${answer.method} ${describeUrl(answer.url)}`;
  if (classOfRefusal(refusal, answer.status) !== 'rate_limited')
    return { limits, error: refusalError(refusal, answer.status, place) };
  const pausedUntil = new Date(answer.receivedAt.getTime() + pauseMs(answer, refusal));
  return {
    // The limit of searches is another one than what the headers tell of.
    limits: { ...(refusal.policyName !== 'SECONDLY' && limits), bucket: bucketOf(refusal), pausedUntil },
    error: refusalError(refusal, answer.status, place, { retryAt: pausedUntil }),
  };
}

function bucketOf({ policyName }: Refusal): string {
  return policyName === 'SECONDLY' ? 'search' : 'core';
}

function readLimits({ headers, receivedAt }: VendorAnswer): LimitReport | null {
  const [limit, remaining, intervalMs] = ['max', 'remaining', 'interval-milliseconds'].map((name) =>
    numberIn(headers, `x-hubspot-ratelimit-${name}`),
  );
  if (limit === undefined || remaining === undefined) return null;
  return {
    bucket: 'core',
    limit,
    remaining,
    ...(intervalMs !== undefined && { resetAt: new Date(receivedAt.getTime() + intervalMs) }),
  };
}

function pauseMs({ headers }: VendorAnswer, { policyName }: Refusal): number {
  // HubSpot documents none; what stands before it (an edge, a proxy) may send one.
  const seconds = numberIn(headers, 'retry-after');
  if (seconds !== undefined) return Math.max(1, seconds) * 1_000;
  return PAUSES_MS[policyName] ?? numberIn(headers, 'x-hubspot-ratelimit-interval-milliseconds') ?? ROLLING_MS;
}

function numberIn(headers: Headers, name: string): number | undefined {
  const text = headers.get(name) ?? '';
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** An HTML page of a proxy has no words for us. */
function parse(bodyText: string | null): unknown {
  try {
    return JSON.parse(bodyText ?? '');
  } catch {
    return null;
  }
}
