import { type AnswerInterpretation, cutVendorMessage, describeUrl, type VendorAnswer } from '@syncline/connector-sdk';
import { type ErrorClass, SynclineError, type SynclineErrorInit } from '@syncline/core';
import { fieldNameOf } from './field-names.ts';
import { asItem, type Item, textOf } from './item.ts';

/** A pause for a refusal that names no time. */
const UNNAMED_PAUSE_MS = 10_000;

/**
 * What one answer of OpenProject says. By default an instance has no limits; an administrator, or a proxy before it,
 * may set one, and says so with 429 or 503 and a time.
 */
export function interpretOpenProjectAnswer(answer: VendorAnswer): AnswerInterpretation {
  if (answer.status < 400) return { limits: null, error: null };
  const retryAt = limitedUntil(answer);
  if (retryAt === null) return { limits: null, error: refuse(answer, errorClass(answer.status), {}) };
  const error = refuse(answer, 'rate_limited', { code: 'openproject_limit', retryAt });
  return { limits: { bucket: 'burst', pausedUntil: retryAt }, error };
}

function limitedUntil({ status, headers, receivedAt }: VendorAnswer): Date | null {
  const after = headers.get('retry-after');
  if (status !== 429 && !(status === 503 && after !== null)) return null;
  const now = receivedAt.getTime();
  if (after !== null && /^\d{1,9}$/.test(after)) return new Date(now + Math.max(Number(after) * 1_000, 1_000));
  const at = Date.parse(after ?? '');
  // Their clock and ours differ: never a pause that is over already.
  return new Date(Number.isNaN(at) ? now + UNNAMED_PAUSE_MS : Math.max(at, now + 1_000));
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
  const { words, field, identifier } = readRefusal(answer.bodyText);
  return new SynclineError({
    class: errorClass,
    code: identifier === null ? `openproject_${answer.status}` : `openproject_${snakeCase(identifier)}`,
    message: `OpenProject answered ${answer.status} to ${answer.method} ${describeUrl(answer.url)}${words ? `: ${cutVendorMessage(words)}` : ''}`,
    status: answer.status,
    ...(field !== null && { field }),
    ...more,
  });
}

interface Refusal {
  readonly words: string;
  /** The first field that is named, in our terms. */
  readonly field: string | null;
  /** `UpdateConflict`, the last part of the error's URN. */
  readonly identifier: string | null;
}

/** An error object, which may hold others; anything else (an HTML page of a proxy) has no words for us. */
function readRefusal(bodyText: string | null): Refusal {
  let body: Item | null = null;
  try {
    body = asItem(JSON.parse(bodyText ?? ''));
  } catch {}
  if (body === null || textOf(body['_type']) !== 'Error') return { words: '', field: null, identifier: null };
  const inner = asItem(body['_embedded'])?.['errors'];
  const errors = [body, ...(Array.isArray(inner) ? inner.map(asItem) : [])].filter((error) => error !== null);
  const words = [...new Set(errors.flatMap((error) => wordsOf(error['message'])))].join('; ');
  const attributes = errors.flatMap((error) => {
    const details = asItem(asItem(error['_embedded'])?.['details']);
    return textOf(details?.['attribute']) ?? textOf(details?.['erroneousField']) ?? [];
  });
  const identifier = /:errors:(\w{1,60})$/.exec(textOf(body['errorIdentifier']) ?? '')?.[1] ?? null;
  return { words, field: attributes[0] === undefined ? null : fieldNameOf(attributes[0]), identifier };
}

/** Queries are refused with a list of messages. */
function wordsOf(message: unknown): string[] {
  return (Array.isArray(message) ? message : [message]).filter((text) => typeof text === 'string');
}

function snakeCase(name: string): string {
  return name.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
}
