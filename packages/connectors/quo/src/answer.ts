import { type AnswerInterpretation, cutVendorMessage, describeUrl, type VendorAnswer } from '@syncline/connector-sdk';
import { type ErrorClass, SynclineError, type SynclineErrorInit } from '@syncline/core';
import { asItem, textOf } from './item.ts';

/** Ten requests a second, and no header that says when the next may come: past one second and some. */
const UNNAMED_PAUSE_MS = 2_000;

/** What one answer of Quo says (https://www.quo.com/docs/mdx/api-reference/error-codes, .../rate-limits). */
export function interpretQuoAnswer(answer: VendorAnswer): AnswerInterpretation {
  if (answer.status < 400) return { limits: null, error: null };
  if (answer.status !== 429) return { limits: null, error: refuse(answer, errorClass(answer.status), {}) };
  const retryAt = pausedUntil(answer);
  const error = refuse(answer, 'rate_limited', { code: 'quo_limit', retryAt });
  return { limits: { bucket: 'burst', pausedUntil: retryAt }, error };
}

/** 402: the subscription has lapsed. */
function errorClass(status: number): ErrorClass {
  if (status === 401) return 'auth';
  if (status === 402 || status === 403) return 'permission';
  if (status === 404 || status === 410) return 'not_found';
  if (status === 409 || status === 412) return 'conflict';
  if (status === 408 || status === 425 || status >= 500) return 'transient';
  return 'invalid';
}

/** No such header is documented; a proxy may send one all the same. */
function pausedUntil({ headers, receivedAt }: VendorAnswer): Date {
  const seconds = /^\d{1,9}$/.exec(headers.get('retry-after') ?? '')?.[0];
  return new Date(receivedAt.getTime() + (seconds ? Math.max(Number(seconds), 1) * 1_000 : UNNAMED_PAUSE_MS));
}

function refuse(answer: VendorAnswer, errorClass: ErrorClass, more: Partial<SynclineErrorInit>): SynclineError {
  const { words, field, code } = readRefusal(answer.bodyText);
  return new SynclineError({
    class: errorClass,
    code: code === null ? `quo_${answer.status}` : `quo_${code}`,
    message: `Quo answered ${answer.status} to ${answer.method} ${describeUrl(answer.url)}${words ? `: ${cutVendorMessage(words)}` : ''}`,
    status: answer.status,
    ...(field !== null && { field }),
    ...more,
  });
}

interface Refusal {
  readonly words: string;
  /** The first field that is named, in our terms. */
  readonly field: string | null;
  /** The seven digits of the first version: `0800409`. */
  readonly code: string | null;
}

/**
 * The dated version answers `{ title, message, docs, trace, errors }`, the first one documents the like with a `code`,
 * and has been seen to answer `{ error: { message, key, trace } }`. Anything else has no words for us.
 */
function readRefusal(bodyText: string | null): Refusal {
  let body: unknown = null;
  try {
    body = JSON.parse(bodyText ?? '');
  } catch {}
  const outer = asItem(body);
  const refusal = asItem(outer?.['error']) ?? outer;
  const errors = refusal?.['errors'] ?? outer?.['errors'];
  const problems = (Array.isArray(errors) ? errors : []).map(asItem).filter((problem) => problem !== null);
  const told = problems.map((problem) =>
    [textOf(problem['path']), textOf(problem['message'])].filter(Boolean).join(' '),
  );
  const words = [textOf(refusal?.['message']), ...told].filter((text) => text !== null && text !== '').join('; ');
  const code = /^\d{7}$/.exec(textOf(refusal?.['code']) ?? '')?.[0] ?? null;
  const field = problems.flatMap((problem) => fieldAt(textOf(problem['path']) ?? '') ?? [])[0] ?? null;
  return { words, field, code };
}

const FIELDS: readonly (readonly [RegExp, string])[] = [
  [/\/firstName\b/, 'first_name'],
  [/\/lastName\b/, 'last_name'],
  [/\/company\b/, 'company'],
  [/\/role\b/, 'title'],
  [/\/emails\b/, 'email'],
  [/\/phoneNumbers\b/, 'phone'],
];

/** `/body/defaultFields/phoneNumbers/0/value` */
function fieldAt(path: string): string | null {
  return FIELDS.find(([at]) => at.test(path))?.[1] ?? null;
}
