import type { StreamWrites } from '@syncline/connector-sdk';
import type { GitHubClient } from '../client.ts';
import { announceOnPullRequest } from './announce.ts';
import { numberedPlace } from './place-of-issue.ts';
import { trackerParameters } from './tracker-parameters.ts';

const PULL = '/repos/{owner}/{repo}/pulls/{number}';

/** Pull requests are edited, never made: that takes a branch. */
export const pullRequestWrites: StreamWrites<GitHubClient> = {
  concurrency: 'compare',
  async update(client, request, signal) {
    const place = { ...numberedPlace(request.key) };
    const sent = await trackerParameters(client, request, numberedPlace(request.key), signal);
    const { title, body, state, state_reason: _, ...asIssue } = sent;
    // Labels, assignees and milestone are those of the issue of the same number.
    if (Object.keys(asIssue).length > 0)
      await client.bytes('PATCH /repos/{owner}/{repo}/issues/{number}', { ...place, ...asIssue }, signal);
    const own = Object.fromEntries(Object.entries({ title, body, state }).filter(([, value]) => value !== undefined));
    const { raw } =
      Object.keys(own).length > 0
        ? await client.bytes(`PATCH ${PULL}`, { ...place, ...own }, signal)
        : await client.bytes(`GET ${PULL}`, place, signal);
    return { key: request.key, raw };
  },
  announce: announceOnPullRequest,
};
