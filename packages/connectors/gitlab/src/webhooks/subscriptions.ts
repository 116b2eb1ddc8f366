import type { WebhookSubscription } from '@syncline/connector-sdk';
import { toSynclineError } from '@syncline/core';
import type { GitLabClient } from '../client.ts';
import { asItem, idOf } from '../item.ts';
import { readWholeList } from '../paging.ts';
import type { Place } from '../place.ts';
import { listProjects, readGroup } from '../places.ts';
import { GROUP_HOOK_EVENTS, HOOK_EVENTS } from './decode-delivery.ts';
import { signingToken } from './signing-key.ts';

interface Target {
  readonly url: string;
  readonly secret: string;
}

/**
 * One hook on the group, which tells of its subgroups too; where GitLab has none (they take a licence and an owner),
 * or the settings name projects, one on each project. A hook of the same url is brought up to date instead.
 */
export async function registerWebhooks(
  client: GitLabClient,
  target: Target,
  signal: AbortSignal,
): Promise<readonly WebhookSubscription[]> {
  const group = client.settings.projects === undefined ? await readGroup(client, signal) : null;
  if (group !== null) {
    try {
      return [await ensureHook(client, group, target, signal)];
    } catch (error) {
      const { class: errorClass } = toSynclineError(error);
      if (errorClass !== 'permission' && errorClass !== 'not_found') throw error;
    }
  }
  const subscriptions: WebhookSubscription[] = [];
  for (const project of await listProjects(client, signal))
    subscriptions.push(await ensureHook(client, project, target, signal));
  return subscriptions;
}

/** Removes a hook; one that is gone already counts as removed. */
export async function unregisterWebhook(
  client: GitLabClient,
  { scope, id }: WebhookSubscription,
  signal: AbortSignal,
): Promise<void> {
  try {
    await client.bytes(`DELETE /${scope}/hooks/{hook}`, { hook: id }, signal);
  } catch (error) {
    if (toSynclineError(error).class !== 'not_found') throw error;
  }
}

/** Those of the hooks that GitLab still has, and has not switched off for good. One that only rests comes back by itself. */
export async function standingWebhooks(
  client: GitLabClient,
  subscriptions: readonly WebhookSubscription[],
  signal: AbortSignal,
): Promise<readonly WebhookSubscription[]> {
  const standing: WebhookSubscription[] = [];
  for (const subscription of subscriptions) {
    try {
      const { data } = await client.json(`GET /${subscription.scope}/hooks/{hook}`, { hook: subscription.id }, signal);
      if (asItem(data)?.['alert_status'] !== 'disabled') standing.push(subscription);
    } catch (error) {
      if (toSynclineError(error).class !== 'not_found') throw error;
    }
  }
  return standing;
}

async function ensureHook(
  client: GitLabClient,
  { kind, id }: Place,
  { url, secret }: Target,
  signal: AbortSignal,
): Promise<WebhookSubscription> {
  const scope = `${kind}/${id}`;
  const hooks = await readWholeList(client, `GET /${scope}/hooks`, {}, signal);
  const known = hooks.map(asItem).filter((hook) => hook?.['url'] === url);
  // What GitLab switched off is not switched on by an edit.
  const usable = known.find((hook) => hook?.['alert_status'] !== 'disabled');
  for (const hook of known)
    if (hook !== usable) await unregisterWebhook(client, { scope, id: idOf(hook) ?? '' }, signal);
  const settings = {
    url,
    // Versions that can't sign yet leave the signing token be.
    token: secret,
    signing_token: signingToken(secret),
    enable_ssl_verification: true,
    ...(kind === 'groups' ? GROUP_HOOK_EVENTS : HOOK_EVENTS),
  };
  const existing = idOf(usable);
  if (existing !== null) {
    await client.bytes(`PUT /${scope}/hooks/{hook}`, { hook: existing, ...settings }, signal);
    return { id: existing, scope };
  }
  const { data } = await client.json(`POST /${scope}/hooks`, settings, signal);
  return { id: idOf(data) ?? '', scope };
}
