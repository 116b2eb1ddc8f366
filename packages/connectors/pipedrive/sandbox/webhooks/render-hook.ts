import { COMPANY_ID } from '../model/company.ts';
import type { Hook } from './hooks.ts';

/** A webhook as it is shown; its password is not. */
export function renderHook(hook: Hook) {
  const { id, url, action, object, name, user, version, addedAt, lastDelivery } = hook;
  return {
    id,
    company_id: COMPANY_ID,
    owner_id: 1,
    user_id: 1,
    event_action: action,
    event_object: object,
    subscription_url: url,
    version,
    is_active: 1,
    add_time: new Date(addedAt).toISOString(),
    remove_time: null,
    type: 'general',
    http_auth_user: user,
    http_auth_password: null,
    remove_reason: null,
    last_delivery_time: lastDelivery ? new Date(lastDelivery.at).toISOString() : null,
    last_http_status: lastDelivery?.status ?? null,
    admin_id: 1,
    name,
  };
}
