/** A vendor's own words in our messages are cut at this many characters. */
const MAX_VENDOR_MESSAGE = 300;

/** A URL for messages and logs: without its query and credentials, where vendors put secrets and record content. */
export function describeUrl(url: string): string {
  try {
    const { origin, pathname } = new URL(url);
    return origin + pathname;
  } catch {
    return url.split('?', 1)[0] ?? '';
  }
}

/**
 * The path of a URL, without its query, with `{}` for what looks like an id: segments with a digit, long ones and
 * encoded ones. Names of owners and projects stay where they are plain words.
 */
export function routeOf(url: string): string {
  const path = URL.canParse(url) ? new URL(url).pathname : '';
  return path
    .split('/')
    .map((segment) => (/^(v[\d.]+|\d\.\d|[a-zA-Z_.:-]{0,40})$/.test(segment) ? segment : '{}'))
    .join('/');
}

/** What a vendor said, on one line, fit for an operator's message. */
export function cutVendorMessage(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > MAX_VENDOR_MESSAGE ? `${line.slice(0, MAX_VENDOR_MESSAGE - 1)}…` : line;
}
