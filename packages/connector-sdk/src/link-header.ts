/**
 * The links of an RFC 8288 Link header by relation: `{ next: 'https://…?page=2', last: … }`.
 * An absent or unreadable header gives an empty object. Commas and semicolons inside `<…>` belong to the URL.
 */
export function parseLinkHeader(header: string | null | undefined): Readonly<Record<string, string>> {
  const links: Record<string, string> = {};
  if (!header) return links;
  for (const match of header.matchAll(/<([^>]*)>([^<]*)/g)) {
    const url = match[1];
    const relations = /;\s*rel\s*=\s*"?([^";,]+)"?/i.exec(match[2] ?? '')?.[1];
    if (url === undefined || relations === undefined) continue;
    for (const relation of relations.trim().split(/\s+/)) links[relation] ??= url;
  }
  return links;
}

/** The number in a query parameter of a link, such as `page` of the `last` link; null when there is none. */
export function linkNumber(url: string | undefined, parameter: string): number | null {
  const text = linkParameter(url, parameter);
  if (text === null || !/^\d{1,15}$/.test(text)) return null;
  return Number(text);
}

/** A query parameter of a link, decoded; null when the link or the parameter is absent. */
export function linkParameter(url: string | undefined, parameter: string): string | null {
  if (url === undefined) return null;
  const query = url.indexOf('?');
  return query < 0 ? null : new URLSearchParams(url.slice(query + 1)).get(parameter);
}
