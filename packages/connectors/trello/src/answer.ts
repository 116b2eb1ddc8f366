import {
  type AnswerInterpretation,
  cutVendorMessage,
  describeUrl,
  type LimitReport,
  type VendorAnswer,
} from '@syncline/connector-sdk';
import { type ErrorClass, SynclineError } from '@syncline/core';
import { asItem, textOf } from './item.ts';

/** Trello says that a limit was met, never until when; its windows are of ten seconds. */
const WINDOW_MS = 10_000;

/** What is asked of members has a limit of its own, of a quarter of an hour. */
const MEMBERS_WAIT_MS = 60_000;

/** What one answer of Trello says: how much is left of the token's calls, and what a refusal means. */
export function interpretTrelloAnswer(answer: VendorAnswer): AnswerInterpretation {
  if (answer.status < 400) return { limits: limitsOf(answer), error: null };
  const { words, code } = readRefusal(answer.bodyText);
  const errorClass = errorClassOf(answer.status, words);
  const retryAt = errorClass === 'rate_limited' ? limitedUntil(answer) : null;
  const field = /invalid value for ['"]?(\w+)/i.exec(words)?.[1];
  const error = new SynclineError({
    class: errorClass,
    code: code === null ? `trello_${answer.status}` : `trello_${code.toLowerCase()}`,
    message: `Trello answered ${answer.status} to ${answer.method} ${describeUrl(answer.url)}${words ? `: ${cutVendorMessage(words)}` : ''}`,
    status: answer.status,
    ...(field !== undefined && { field: fieldNameOf(field) }),
    ...(retryAt && { retryAt }),
  });
  // The limit on members stops that call alone.
  const stopsAll = retryAt !== null && !isOfMembers(answer.url);
  return { limits: stopsAll ? { bucket: 'core', pausedUntil: retryAt } : limitsOf(answer), error };
}

function errorClassOf(status: number, words: string): ErrorClass {
  // Both are 401: a token that is none, and a token that may not.
  if (status === 401) return /permission/i.test(words) ? 'permission' : 'auth';
  if (status === 403) return 'permission';
  if (status === 404 || status === 410) return 'not_found';
  if (status === 409 || status === 412) return 'conflict';
  if (status === 429) return 'rate_limited';
  if (status === 408 || status === 425 || status === 449 || status >= 500) return 'transient';
  return 'invalid';
}

function isOfMembers(url: string): boolean {
  return /\/1\/members\//.test(url);
}

function limitedUntil({ headers, receivedAt, url }: VendorAnswer): Date {
  const after = headers.get('retry-after');
  const unnamed = isOfMembers(url) ? MEMBERS_WAIT_MS : WINDOW_MS;
  const waitMs = after !== null && /^\d{1,9}$/.test(after) ? Math.max(Number(after) * 1_000, 1_000) : unnamed;
  return new Date(receivedAt.getTime() + waitMs);
}

/** Headers that Trello sends and does not describe; without them the declared quota holds. */
function limitsOf({ headers, receivedAt }: VendorAnswer): LimitReport | null {
  const remaining = numberIn(headers.get('x-rate-limit-api-token-remaining'));
  const limit = numberIn(headers.get('x-rate-limit-api-token-max'));
  if (remaining === null || limit === null) return null;
  const intervalMs = numberIn(headers.get('x-rate-limit-api-token-interval-ms')) ?? WINDOW_MS;
  return { bucket: 'core', limit, remaining, resetAt: new Date(receivedAt.getTime() + intervalMs) };
}

function numberIn(value: string | null): number | null {
  return value !== null && /^\d{1,9}$/.test(value) ? Number(value) : null;
}

/** Some refusals are plain text (`invalid value for idList`), others objects with `message` and `error` or `code`. */
function readRefusal(bodyText: string | null): { readonly words: string; readonly code: string | null } {
  const text = bodyText?.trim() ?? '';
  if (!text.startsWith('{')) return { words: text.startsWith('<') ? '' : text, code: null };
  try {
    const body = asItem(JSON.parse(text));
    const code = textOf(body?.['error']) ?? textOf(body?.['code']);
    const words = textOf(body?.['message']) ?? code ?? '';
    return { words, code: code !== null && /^[A-Z]+(_[A-Z]+)+$/.test(code) ? code : null };
  } catch {
    return { words: '', code: null };
  }
}

const OURS: Readonly<Record<string, string>> = {
  desc: 'description',
  idList: 'list',
  idLabels: 'labels',
  idMembers: 'assignees',
  dueComplete: 'due_complete',
  closed: 'state',
  text: 'body',
};

/** The field of ours that Trello's word for it means. Others keep their name. */
function fieldNameOf(name: string): string {
  return Object.hasOwn(OURS, name) ? (OURS[name] ?? name) : name;
}
