import { asItem, type Item } from '@syncline/connector-sdk';

/** What a notification says; it tells no values. */
export interface Notification {
  readonly channel: string;
  readonly token: string;
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
  const [channel, token, module, operation] = ['channel_id', 'token', 'module', 'operation'].map((name) => {
    const value = body?.[name];
    return typeof value === 'string' || (typeof value === 'number' && Number.isSafeInteger(value)) ? String(value) : '';
  });
  const ids = body?.['ids'];
  if (!channel || !token || !module || !operation || !Array.isArray(ids)) return null;
  if (!ids.every((id) => typeof id === 'string')) return null;
  return { channel, token, module, operation, ids, serverTime: String(body?.['server_time'] ?? '') };
}

function parseBody(rawBody: Uint8Array): Item | null {
  try {
    return asItem(JSON.parse(decoder.decode(rawBody)));
  } catch {
    return null;
  }
}
