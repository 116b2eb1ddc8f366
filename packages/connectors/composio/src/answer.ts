import { type AnswerInterpretation, cutVendorMessage, describeUrl, type VendorAnswer } from '@syncline/connector-sdk';
import { type ErrorClass, SynclineError, type SynclineErrorInit } from '@syncline/core';

/** A pause for a refusal that names no time. */
const UNNAMED_PAUSE_MS = 30_000;

/** What an answer of Composio itself says. What the CRM said is inside an answer of 200, and understood there. */
export function interpretComposioAnswer(answer: VendorAnswer): AnswerInterpretation {
  if (answer.status < 400) return { limits: null, error: null };
  if (answer.status !== 429) return { limits: null, error: refuse(answer, errorClass(answer.status), {}) };
  const seconds = /^\d{1,9}$/.exec(answer.headers.get('retry-after') ?? '')?.[0];
  const pauseMs = seconds ? Math.max(Number(seconds), 1) * 1_000 : UNNAMED_PAUSE_MS;
  const retryAt = new Date(answer.receivedAt.getTime() + pauseMs);
  return {
    limits: { bucket: 'core', pausedUntil: retryAt },
    error: refuse(answer, 'rate_limited', { code: 'composio_limit', retryAt }),
  };
}

/** 404 is the connected account or the toolkit, never a record: one that is gone is told inside an answer of 200. */
function errorClass(status: number): ErrorClass {
  if (status === 401) return 'auth';
  if (status === 402 || status === 403) return 'permission';
  if (status === 404 || status === 410) return 'not_found';
  if (status === 409) return 'conflict';
  if (status === 408 || status >= 500) return 'transient';
  return 'invalid';
}

function refuse(answer: VendorAnswer, errorClass: ErrorClass, more: Partial<SynclineErrorInit>): SynclineError {
  const words = wordsOf(answer.bodyText);
  return new SynclineError({
    class: errorClass,
    code: `composio_${answer.status}`,
    message: `Composio answered ${answer.status} to ${answer.method} ${describeUrl(answer.url)}${words ? `: ${cutVendorMessage(words)}` : ''}`,
    status: answer.status,
    ...more,
  });
}

/** `{ error: { message, code, slug, status, request_id, suggested_fix } }` */
function wordsOf(bodyText: string | null): string {
  try {
    const body = JSON.parse(bodyText ?? '') as { error?: unknown; message?: unknown } | null;
    const inner = typeof body?.error === 'object' && body.error !== null ? (body.error as { message?: unknown }) : body;
    return typeof inner?.message === 'string' ? inner.message : '';
  } catch {
    return '';
  }
}
