import type { Organisation, SandboxEvent } from '../model/organisation.ts';
import { renderWebhookOrganization } from '../render/render-account.ts';
import { renderRepository } from '../render/render-repository.ts';
import type { Hook } from './hooks.ts';
import { renderHook } from './render-hook.ts';

/** What webhooks say. */
export const eventBody = {
  change(organisation: Organisation, event: SandboxEvent): string {
    const { repository } = event;
    const fields = Object.entries(event.fields).map(([name, json]) => `,"${name}":${json}`);
    const place = repository === null ? '' : `,"repository":${renderRepository(organisation, repository)}`;
    return `{"action":"${event.action}"${fields.join('')}${place},"organization":${renderWebhookOrganization(organisation)},"sender":${event.sender.json}}`;
  },

  ping(organisation: Organisation, hook: Hook): string {
    const { repository } = hook;
    const place = repository === null ? '' : `,"repository":${renderRepository(organisation, repository)}`;
    return `{"zen":"Keep it logically awesome.","hook_id":${hook.id},"hook":${renderHook(organisation, hook, null)}${place},"organization":${renderWebhookOrganization(organisation)},"sender":${organisation.viewer.json}}`;
  },
};
