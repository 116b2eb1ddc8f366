import { Refusal } from '../changes/refusal.ts';
import type { SandboxIssue } from '../model/records.ts';
import type { Site } from '../model/site.ts';
import { parseJql } from './jql.ts';
import { type Hit, issueOfHit, runSearch } from './run-search.ts';

export interface SearchRequest {
  readonly jql: string;
  readonly maxResults: number;
  readonly nextPageToken?: string;
  readonly reconcileIssues?: readonly number[];
}

/** Where a search goes on: after one issue, at the times it had then, by the clock of the first page. */
interface Token {
  readonly jql: string;
  readonly nowMs: number;
  readonly after: Pick<Hit, 'id' | 'createdAt' | 'updatedAt'>;
}

/** Pages of a search; the last list is kept, so that reading a long one to its end does not search it each time. */
export class SearchPages {
  readonly #site: Site;
  #last: { readonly key: string; readonly hits: readonly Hit[] } | null = null;

  constructor(site: Site) {
    this.#site = site;
  }

  read(request: SearchRequest): { readonly issues: SandboxIssue[]; readonly nextPageToken: string | null } {
    const token = request.nextPageToken === undefined ? null : parseToken(request.nextPageToken, request.jql);
    const nowMs = token?.nowMs ?? this.#site.nowMs();
    const hits = this.#search(request, nowMs);
    const start = token === null ? 0 : placeAfter(hits, token.after);
    const part = hits.slice(start, start + request.maxResults);
    const last = part.at(-1);
    const isLast = last === undefined || start + part.length >= hits.length;
    return {
      issues: part.flatMap((hit) => issueOfHit(this.#site, hit) ?? []),
      nextPageToken: isLast ? null : formatToken({ jql: request.jql, nowMs, after: last }),
    };
  }

  count(jql: string): number {
    return this.#search({ jql }, this.#site.nowMs()).length;
  }

  #search(
    { jql, reconcileIssues = [] }: Pick<SearchRequest, 'jql' | 'reconcileIssues'>,
    nowMs: number,
  ): readonly Hit[] {
    const parsed = parseJql(jql);
    this.#site.search.stale();
    const key = `${this.#site.search.version}/${nowMs}/${reconcileIssues.join(',')}/${jql}`;
    if (this.#last?.key === key) return this.#last.hits;
    const hits = runSearch(this.#site, parsed, nowMs, new Set(reconcileIssues));
    this.#last = { key, hits };
    return hits;
  }
}

/** After the issue itself; where it has moved or gone, after the place that it had. */
function placeAfter(hits: readonly Hit[], after: Token['after']): number {
  const at = hits.findIndex((hit) => hit.id === after.id);
  if (at >= 0 && hits[at]?.updatedAt === after.updatedAt) return at + 1;
  const isByTime = hits.every((hit, i) => i === 0 || hit.updatedAt >= (hits[i - 1]?.updatedAt ?? 0));
  const later = hits.findIndex((hit) => (isByTime ? hit.updatedAt > after.updatedAt : hit.id > after.id));
  return later < 0 ? hits.length : later;
}

function formatToken({ jql, nowMs, after: { id, createdAt, updatedAt } }: Token): string {
  return Buffer.from(JSON.stringify({ jql, nowMs, after: { id, createdAt, updatedAt } })).toString('base64url');
}

function parseToken(text: string, jql: string): Token {
  try {
    const token = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Token;
    if (token.jql === jql) return token;
  } catch {}
  throw new Refusal(400, 'The provided next page token is invalid or expired.');
}
