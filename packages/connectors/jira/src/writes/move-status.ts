import { type Json, SynclineError, toSynclineError } from '@syncline/core';
import type { JiraClient } from '../client.ts';
import { asItem, idOf, textOf } from '../item.ts';

/**
 * The id of the transition that leads from where the issue is to a status, or null when it is there already. Without
 * a direct one it is refused with those on offer (rule 5.7): a route is for the config to spell out.
 */
export async function findTransition(
  client: JiraClient,
  issueId: string,
  status: Json,
  signal: AbortSignal,
): Promise<string | null> {
  const { data } = await client.platform((api, via) => api.getTransitions(via, { issueIdOrKey: issueId }), signal);
  const offered = asItem(data)?.['transitions'];
  const transitions = (Array.isArray(offered) ? offered : []).flatMap((value) => {
    const [id, to] = [idOf(value), textOf(asItem(asItem(value)?.['to'])?.['name'])];
    return id === null || to === null ? [] : [{ id, to }];
  });
  const direct = transitions.find(({ to }) => isSame(to, status));
  if (direct) return direct.id;
  const now = await statusNow(client, issueId, signal);
  if (isSame(now, status)) return null;
  const choices = [...new Set(transitions.map(({ to }) => to))];
  throw new SynclineError({
    class: 'invalid',
    code: 'invalid_transition',
    message: `Jira has no transition from ${now ?? 'its status'} to ${JSON.stringify(status)}; on offer: ${choices.join(', ') || 'none'}`,
    field: 'status',
    choices,
  });
}

export async function doTransition(
  client: JiraClient,
  issueId: string,
  id: string,
  signal: AbortSignal,
): Promise<void> {
  try {
    await client.platform((api, via) => api.doTransition(via, { issueIdOrKey: issueId, transition: { id } }), signal);
  } catch (error) {
    const { class: errorClass, code, message, status: answered } = toSynclineError(error);
    if (errorClass !== 'invalid') throw error;
    // A screen that wants more, a validator: whatever field it names, it is the status that can't be written.
    const status = answered === undefined ? {} : { status: answered };
    throw new SynclineError({ class: errorClass, code, message, field: 'status', ...status, cause: error });
  }
}

async function statusNow(client: JiraClient, issueId: string, signal: AbortSignal): Promise<string | null> {
  const { data } = await client.platform(
    (api, via) => api.getIssue(via, { issueIdOrKey: issueId, fields: ['status'] }),
    signal,
  );
  return textOf(asItem(asItem(asItem(data)?.['fields'])?.['status'])?.['name']);
}

/** Names of statuses are told apart by their letters, not by upper and lower case. */
function isSame(a: string | null, b: Json): boolean {
  return a !== null && typeof b === 'string' && a.toLowerCase() === b.toLowerCase();
}
