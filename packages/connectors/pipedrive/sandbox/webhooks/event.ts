import { isDeepStrictEqual } from 'node:util';
import { type Change, COMPANY_ID, type Company } from '../model/company.ts';
import { customOf, type Entity, type Row } from '../model/records.ts';
import type { Hook } from './hooks.ts';

const WORDS: Readonly<Record<Entity, string>> = {
  organizations: 'organization',
  persons: 'person',
  deals: 'deal',
  activities: 'activity',
  notes: 'note',
  users: 'user',
};

export function wordFor(entity: Entity): string {
  return WORDS[entity];
}

/** The body of a delivery, version 2: https://pipedrive.readme.io/docs/guide-for-webhooks-v2#webhook-format */
export function eventOf(company: Company, hook: Hook, change: Change, id: string, attempt: number) {
  const { action, entity, row, previous, source } = change;
  return {
    meta: {
      action,
      entity: wordFor(entity),
      company_id: String(COMPANY_ID),
      correlation_id: id,
      entity_id: String(row.id),
      id,
      is_bulk_edit: false,
      timestamp: company.now().toISOString(),
      type: 'general',
      user_id: '1',
      version: hook.version,
      webhook_id: String(hook.id),
      webhook_owner_id: '1',
      change_source: source,
      attempt,
      host: 'acme-sandbox.pipedrive.com',
      permitted_user_ids: ['1'],
    },
    data: action === 'delete' ? null : row,
    previous: action === 'create' || previous === null ? null : action === 'delete' ? previous : changed(row, previous),
  };
}

/** What was there before, of what has changed. */
function changed(row: Row, previous: Row): Readonly<Record<string, unknown>> {
  const before = Object.entries(previous).filter(
    ([member, value]) => member !== 'custom_fields' && !isDeepStrictEqual(value, row[member]),
  );
  const [now, then] = [customOf(row), customOf(previous)];
  const keys = [...new Set([...Object.keys(now), ...Object.keys(then)])];
  const custom = keys.filter((key) => !isDeepStrictEqual(now[key] ?? null, then[key] ?? null));
  return {
    ...Object.fromEntries(before),
    ...(custom.length > 0 && { custom_fields: Object.fromEntries(custom.map((key) => [key, then[key] ?? null])) }),
  };
}
