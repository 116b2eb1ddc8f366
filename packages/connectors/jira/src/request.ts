/** A request as jira.js describes it. */
export interface SentRequest {
  /** Path under the site, such as `/rest/api/3/myself`. */
  readonly url: string;
  readonly method?: string | undefined;
  readonly body?: unknown;
  readonly searchParams?: Readonly<Record<string, unknown>> | undefined;
}

/** The address and the fetch options of a request; a list in a query is the same name again and again. */
export function requestOf(baseUrl: string, request: SentRequest) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(request.searchParams ?? {})) {
    if (value === undefined || value === null) continue;
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one));
  }
  const search = query.size > 0 ? `?${query}` : '';
  const method = request.method ?? 'GET';
  const headers: Readonly<Record<string, string>> = {
    accept: 'application/json',
    'user-agent': 'syncline',
    // Some of its deletes are refused with 415 unless they name a type, body or not.
    ...(method !== 'GET' && { 'content-type': 'application/json' }),
  };
  const url = `${baseUrl.replace(/\/+$/, '')}${request.url}${search}`;
  return { url, method, headers, ...(request.body !== undefined && { body: JSON.stringify(request.body) }) };
}
