/** As OpenProject shows times: the milliseconds of what it keeps finer, cut off. */
export function shownTime(timeMs: number): string {
  return new Date(Math.floor(timeMs)).toISOString();
}

export function href(path: string): string {
  return `/api/v3${path}`;
}

/** A link; to nothing where there is no id. */
export function linkTo(resource: string, id: number | null | undefined, title?: string) {
  return id === null || id === undefined
    ? { href: null }
    : { href: href(`/${resource}/${id}`), ...(title !== undefined && { title }) };
}

export function formattable(raw: string, format: 'markdown' | 'plain' = 'markdown') {
  const escaped = raw.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return { format, raw, html: raw === '' ? '' : `<p class="op-uc-p">${escaped}</p>` };
}
