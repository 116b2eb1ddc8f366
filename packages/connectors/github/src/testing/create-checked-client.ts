import type { GitHubSandbox } from '@syncline/connector-github/sandbox';
import { createVendorFetch } from '@syncline/connector-sdk';
import { expect } from 'vitest';
import { loadGitHubDescription } from '../../sandbox/testing/openapi-check.ts';
import type { GitHubClient } from '../client.ts';
import { gitHub } from '../connector.ts';

const description = loadGitHubDescription();

/** A client whose every request and answer is held to GitHub's own description. */
export function createCheckedClient(sandbox: GitHubSandbox): GitHubClient {
  const fetch = createVendorFetch({
    gate: { take: async () => {}, report: async () => {} },
    interpret: gitHub.interpretAnswer,
    retries: 0,
  });
  return gitHub.createClient({
    baseUrl: sandbox.url,
    settings: gitHub.settings.parse({ owner: 'acme' }),
    secrets: { token: sandbox.token },
    async fetch(input, init) {
      const { pathname } = new URL(input as string);
      const method = init?.method ?? 'GET';
      const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined;
      expect(description.checkRequest(method, pathname, body), `${method} ${pathname}`).toEqual([]);
      const answer = await fetch(input, init);
      const text = await answer.clone().text();
      const shown = description.checkAnswer(
        method,
        pathname,
        answer.status,
        text === '' ? undefined : JSON.parse(text),
      );
      expect(shown.slice(0, 3), `${method} ${pathname} ${answer.status}`).toEqual([]);
      return answer;
    },
  });
}
