import { asItem, type Item } from '@syncline/connector-sdk';

/** What a notification says; it tells no values. */
export interface Notification {
  readonly channel: string;
  /** Null: it is a stored one, which is kept without. */
  readonly token: string | null;
  readonly module: string;
  readonly operation: string;
  readonly ids: readonly string[];
  /** As Zoho has it, ms since 1970. */
  readonly serverTime: string;
}

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Null for what is no notification. Never throws. */
export function parseNotification(rawBody: Uint8Array): Notification | null {
  const body = parseBody(rawBody);
  const [channel, token, module, operation, serverTime = ''] = MEMBERS.map((name) => textOf(body?.[name]));
  const ids = body?.['ids'];
  if (!channel || !module || !operation || !Array.isArray(ids)) return null;
  if (!ids.every((id) => typeof id === 'string')) return null;
  return { channel, token: token || null, module, operation, ids, serverTime };
}

/** The notification without its token, which is a credential and stays out of what is stored. */
export function withoutToken(rawBody: Uint8Array): Uint8Array {
  const { token: _, ...rest } = parseBody(rawBody) ?? {};
  return new TextEncoder().encode(JSON.stringify(rest));
}

const MEMBERS = ['channel_id', 'token', 'module', 'operation', 'server_time'] as const;

function textOf(value: unknown): string {
  return typeof value === 'string' || (typeof value === 'number' && Number.isSafeInteger(value)) ? String(value) : '';
}

function parseBody(rawBody: Uint8Array): Item | null {
  try {
    return asItem(JSON.parse(decoder.decode(rawBody)));
  } catch {
    return null;
  }
}
