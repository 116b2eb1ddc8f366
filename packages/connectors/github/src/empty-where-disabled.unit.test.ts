import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createVendorFetch } from '@syncline/connector-sdk';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { gitHub } from './connector.ts';

/** GitHub's clock, which is not ours. */
const THERE = new Date('2026-01-02T03:04:05Z');

let repository: { id: number; has_issues: boolean };
const server = createServer((request, response) => {
  response.setHeader('date', THERE.toUTCString());
  if (request.url?.startsWith('/repos/acme/api/issues'))
    answer(response, 410, { message: 'Issues has been disabled in this repository.' });
  else answer(response, 200, repository);
});

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

beforeEach(async () => {
  repository = { id: 1, has_issues: false };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function client(): unknown {
  return gitHub.createClient({
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    settings: { owner: 'acme' },
    secrets: { token: 't' },
    fetch: createVendorFetch({
      gate: { take: async () => {}, report: async () => {} },
      interpret: gitHub.interpretAnswer,
    }),
  });
}

const issues = gitHub.streams.find(({ name }) => name === 'issues')!;
const signal = new AbortController().signal;
const scope = '1:acme/api';

it('issues that are turned off are an empty list at GitHub’s time: the checkpoint of polls must not run ahead of it', async () => {
  const page = await issues.readPage(client() as never, { scope, cursor: null, since: new Date(0) }, signal);
  expect(page).toMatchObject({ next: null, observedAt: THERE });
  expect(issues.parsePage(page.raw)).toEqual([]);
  expect(await issues.probe?.(client() as never, scope, signal)).toEqual({ count: 0, head: null, observedAt: THERE });
});

it.each([
  ['another repository has taken the name', { id: 2, has_issues: false }],
  ['they are on again', { id: 1, has_issues: true }],
])('they are no empty list when %s', async (_, found) => {
  repository = found;
  const request = { scope, cursor: null, since: null };
  await expect(issues.readPage(client() as never, request, signal)).rejects.toMatchObject({ status: 410 });
});
