import type { Organisation } from '../model/organisation.ts';
import { isoSeconds, seconds } from '../model/time.ts';
import { repositoryUrl } from '../render/render-issue.ts';
import { type HookDelivery, succeeded } from './delivery-log.ts';
import type { Hook } from './hooks.ts';

export function renderHook(organisation: Organisation, hook: Hook, last: HookDelivery | null): string {
  const url = `${hook.repository === null ? `https://api.github.com/orgs/${organisation.login}` : repositoryUrl(hook.repository)}/hooks/${hook.id}`;
  return JSON.stringify({
    type: hook.repository === null ? 'Organization' : 'Repository',
    id: hook.id,
    name: 'web',
    active: hook.isActive,
    events: hook.events,
    // GitHub never shows a secret again.
    config: {
      content_type: 'json',
      insecure_ssl: '0',
      url: hook.config.url,
      ...(hook.config.secret === null ? {} : { secret: '********' }),
    },
    updated_at: isoSeconds(seconds(hook.updatedAt)),
    created_at: isoSeconds(seconds(hook.createdAt)),
    url,
    ...(hook.repository === null
      ? {}
      : {
          test_url: `${url}/test`,
          last_response:
            last === null
              ? { code: null, status: 'unused', message: null }
              : {
                  code: last.result.status,
                  status: succeeded(last) ? 'active' : 'invalid',
                  message: last.result.message,
                },
        }),
    ping_url: `${url}/pings`,
    deliveries_url: `${url}/deliveries`,
  });
}

/** One attempt as the list shows it; with `details` as its own address does. */
export function renderDelivery(delivery: HookDelivery, details: boolean): string {
  const { result } = delivery;
  return JSON.stringify({
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: delivery.deliveredAt.toISOString(),
    redelivery: delivery.isRedelivery,
    duration: Math.round(result.durationMs) / 1000,
    status: result.message,
    status_code: result.status,
    event: delivery.event,
    action: delivery.action,
    installation_id: null,
    repository_id: delivery.repositoryId,
    throttled_at: null,
    ...(details
      ? {
          url: delivery.url,
          request: { headers: delivery.requestHeaders, payload: JSON.parse(delivery.body) },
          response: { headers: result.headers, payload: result.body },
        }
      : {}),
  });
}
