import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createVendorFetch, type FetchedPage, type PageCursor } from '@syncline/connector-sdk';
import { expect, it } from 'vitest';
import { gitHub } from './connector.ts';

interface Row {
  readonly id: number;
  readonly number: number;
  readonly title: string;
  readonly state: 'open';
  updated_at: string;
}

const at = (second: number): string => new Date(Date.UTC(2026, 0, 1) + second * 1000).toISOString().replace('.000', '');

/** Reads all changes as a poll does, over real HTTP; `between` runs after each page. */
async function readAll(
  rows: Row[],
  between: (page: number) => void = () => {},
): Promise<{ ids: number[]; requests: number }> {
  let requests = 0;
  const server = createServer((request, response) => {
    requests++;
    const query = new URL(request.url ?? '', 'http://x').searchParams;
    const found = rows
      .filter((row) => row.updated_at >= (query.get('since') ?? ''))
      .sort((a, b) => (a.updated_at < b.updated_at ? -1 : a.updated_at > b.updated_at ? 1 : a.id - b.id));
    const page = Number(query.get('page'));
    if (page * 100 < found.length) response.setHeader('link', `<http://x/?page=${page + 1}>; rel="next"`);
    response
      .setHeader('content-type', 'application/json')
      .end(JSON.stringify(found.slice((page - 1) * 100, page * 100)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const fetch = createVendorFetch({
    gate: { take: async () => {}, report: async () => {} },
    interpret: gitHub.interpretAnswer,
  });
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = gitHub.createClient({ baseUrl, settings: { owner: 'acme' }, secrets: { token: 't' }, fetch });
  const issues = gitHub.streams.find((stream) => stream.name === 'issues');
  if (!issues) throw new Error('no stream issues');
  const ids: number[] = [];
  let cursor: PageCursor | null = null;
  try {
    do {
      const page: FetchedPage = await issues.readPage(
        client,
        { scope: '1:acme/api', cursor, since: new Date(Date.UTC(2026, 0, 1)) },
        new AbortController().signal,
      );
      ids.push(...(issues.parsePage(page.raw) as Row[]).map((row) => row.id));
      cursor = page.next;
      between(requests);
    } while (cursor && requests < 50);
  } finally {
    server.closeAllConnections();
    server.close();
  }
  return { ids, requests };
}

function rowsOf(count: number, second: (i: number) => number): Row[] {
  return Array.from({ length: count }, (_, i) => ({
    id: i + 1,
    number: i + 1,
    title: 't',
    state: 'open',
    updated_at: at(second(i)),
  }));
}

it('reads every change once, but for those at a border', async () => {
  const { ids, requests } = await readAll(rowsOf(250, (i) => i));
  expect(new Set(ids).size).toBe(250);
  expect(ids.length).toBe(252);
  expect(requests).toBe(3);
});

it('goes on by number through more changes of one second than a page holds', async () => {
  const { ids } = await readAll(rowsOf(350, (i) => (i < 50 ? i : i < 300 ? 60 : i)));
  expect(new Set(ids).size).toBe(350);
});

it('misses nothing when records that were read are edited meanwhile', async () => {
  const rows = rowsOf(300, (i) => i);
  const { ids } = await readAll(rows, (page) => {
    if (page > 2) return;
    for (const row of rows.slice((page - 1) * 100, (page - 1) * 100 + 40)) row.updated_at = at(10_000 + row.id);
  });
  expect(new Set(ids).size).toBe(300);
});
