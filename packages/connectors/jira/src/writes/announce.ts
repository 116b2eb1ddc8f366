import type { ArrivalNote, RecordKey } from '@syncline/connector-sdk';
import type { JiraClient } from '../client.ts';
import { checkedId } from '../scopes.ts';

/**
 * Says at an issue how its twins stand, as a link to elsewhere under an id of ours: saying it again replaces it, and
 * the issue itself is not touched. Without an address there is nothing that Jira could link to.
 */
export async function announceAtIssue(
  client: JiraClient,
  key: RecordKey,
  note: ArrivalNote,
  signal: AbortSignal,
): Promise<void> {
  const { url, text, state } = note;
  if (url === null) return;
  await client.platform(
    (api, via) =>
      api.createOrUpdateRemoteIssueLink(via, {
        issueIdOrKey: checkedId(key.externalId),
        globalId: `syncline=${key.externalId}`,
        application: { type: 'io.syncline', name: 'Syncline' },
        object: { url, title: text, status: { resolved: state === 'in_step' } },
      }),
    signal,
  );
}
