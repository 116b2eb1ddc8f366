import { percentile } from '../shared/statistics.ts';

/** The lists of the console, as it asks for them: what may be slow is a filter that few rows pass. */
const LISTS: Readonly<Record<string, string>> = {
  overview: '/api/v1/status',
  'sync status': '/api/v1/sync/status',
  processes: '/api/v1/processes?limit=50',
  'open processes': '/api/v1/processes?limit=50&open=true',
  'failed processes': '/api/v1/processes?limit=50&state=failed',
  'backfills of a connection': '/api/v1/processes?limit=50&kind=backfill&connection=side-3',
  timeline: '/api/v1/sync/history?limit=50',
  'timeline, failed': '/api/v1/sync/history?limit=50&success=false',
  'timeline of a connection': '/api/v1/sync/history?limit=50&connection=side-2',
  'timeline, the last numbered page': '/api/v1/sync/history?page=200&per_page=50',
  'causes of items': '/api/v1/reconciliation/groups?limit=50',
  items: '/api/v1/reconciliation?limit=50',
  entities: '/api/v1/entities?limit=50',
  'entities of a kind': '/api/v1/entities?limit=50&kind=deal',
  'entities by words': '/api/v1/entities?limit=50&text=thing%207777',
  'entities by a word that is nowhere': '/api/v1/entities?limit=50&text=nowhere%20at%20all',
  inbox: '/api/v1/inbox?limit=50',
  'inbox of a connection': '/api/v1/inbox?limit=50&connection=side-1',
  audit: '/api/v1/audit?limit=50',
  'audit of an action': '/api/v1/audit?limit=50&action=process.paused',
  connections: '/api/v1/connections?limit=200',
};
/** Pages that are read one after the other before the list begins again. */
const DEPTH = 20;

export interface ListTime {
  readonly list: string;
  readonly asked: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
}

/** Reads each list `times` times, page after page, as somebody who scrolls does. Throws for an answer that is none. */
export async function* timeLists(url: string, times: number): AsyncGenerator<ListTime> {
  for (const [list, path] of Object.entries(LISTS)) {
    const took: number[] = [];
    // A numbered page is that page.
    const hasCursor = !path.includes('page=');
    let cursor: string | null = null;
    for (let n = 0; n < times; n += 1) {
      const began = performance.now();
      const answer = await fetch(`${url}${path}${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`);
      const body = (await answer.json()) as { nextCursor?: string | null };
      took.push(performance.now() - began);
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(body)}`);
      cursor = !hasCursor || n % DEPTH === DEPTH - 1 ? null : (body.nextCursor ?? null);
    }
    yield { list, asked: times, p50Ms: percentile(took, 50), p95Ms: percentile(took, 95) };
  }
}
