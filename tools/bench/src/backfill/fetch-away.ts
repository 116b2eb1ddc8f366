import { gitHub } from '@syncline/connector-github';
import { createVendorFetch, type Stream } from '@syncline/connector-sdk';
import type { FetchAwayOrder, FetchAwayReport } from './fetch-away-report.ts';

// The raw limit of a backfill: the same pages by the same client, fetched and thrown away. Prints a FetchAwayReport.
const order = JSON.parse(process.argv[2] ?? '{}') as FetchAwayOrder;
process.stdout.write('Started\n');
const signal = new AbortController().signal;
const client = gitHub.createClient({
  baseUrl: order.url,
  settings: gitHub.settings.parse({ owner: order.org, ownerType: 'org' }),
  secrets: { token: order.token },
  fetch: createVendorFetch({
    gate: { take: async () => {}, report: async () => {} },
    interpret: gitHub.interpretAnswer,
    retries: 0,
  }),
});

const started = performance.now();
const pages: (() => Promise<void>)[] = [];
for (const name of order.streams) {
  const stream = gitHub.streams.find((candidate) => candidate.name === name) as Stream<typeof client>;
  for (const scope of await gitHub.listScopes(client, stream.scopeKind, signal)) await planReads(stream, scope.key);
}
await Promise.all(Array.from({ length: order.concurrency }, readPages));
const report: FetchAwayReport = { seconds: (performance.now() - started) / 1000 };
process.stdout.write(`${JSON.stringify(report)}\n`);

async function planReads(stream: Stream<typeof client>, scope: string): Promise<void> {
  const read = (page: number) => async (): Promise<void> => {
    await stream.readPage(client, { scope, cursor: page === 1 ? null : { page }, since: null }, signal);
  };
  const count = stream.probe ? (await stream.probe(client, scope, signal)).count : 1;
  for (let page = 1; page <= Math.ceil(count / stream.pageSize); page++) pages.push(read(page));
}

async function readPages(): Promise<void> {
  for (let read = pages.shift(); read; read = pages.shift()) await read();
}
