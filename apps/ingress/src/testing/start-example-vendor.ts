import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WebhookExample } from './webhook-examples.ts';

type GitHubObject = Record<string, unknown>;

export interface ExampleVendor {
  readonly url: string;
  /** What is served at each path: the objects that the examples' payloads show. */
  readonly objects: ReadonlyMap<string, GitHubObject>;
  close(): Promise<void>;
}

/** A GitHub that has exactly the records which the example payloads show, in the state that the last of them shows. */
export async function startExampleVendor(examples: readonly WebhookExample[]): Promise<ExampleVendor> {
  const objects = new Map<string, GitHubObject>();
  for (const { payload } of examples) for (const [path, object] of objectsOf(payload)) objects.set(path, object);
  const server = createServer((request, response) => {
    const object = objects.get(decodeURIComponent(request.url ?? '').split('?')[0] ?? '');
    response.writeHead(object ? 200 : 404, { 'content-type': 'application/json', date: new Date().toUTCString() });
    response.end(JSON.stringify(object ?? { message: 'Not Found', status: '404' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function objectsOf(payload: GitHubObject): [string, GitHubObject][] {
  const repository = payload.repository as GitHubObject | undefined;
  if (typeof repository?.full_name !== 'string') return [];
  const base = `/repos/${repository.full_name}`;
  const found: [string, GitHubObject][] = [[base, repository]];
  const add = (name: string, pathOf: (object: GitHubObject) => string): void => {
    const object = payload[name] as GitHubObject | undefined;
    if (object?.id !== undefined) found.push([`${base}${pathOf(object)}`, object]);
  };
  add('issue', ({ number }) => `/issues/${String(number)}`);
  add('pull_request', ({ number }) => `/pulls/${String(number)}`);
  add('milestone', ({ number }) => `/milestones/${String(number)}`);
  add('label', ({ name }) => `/labels/${String(name)}`);
  if (payload.issue) add('comment', ({ id }) => `/issues/comments/${String(id)}`);
  return found;
}
