/** One call as it went over the wire. */
export interface WireCall {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** Parsed; undefined when there was no JSON. */
  readonly request: unknown;
  readonly status: number;
  readonly answer: unknown;
}

interface WireAnswer {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly bodyText: string;
  readonly receivedAt: Date;
}

/** A fetch that keeps what went over the wire, both ways, and throws what the connector makes of a refusal, where it is asked. */
export function recordingFetch(
  calls: WireCall[],
  interpret?: (answer: WireAnswer) => { readonly error: Error | null },
): typeof globalThis.fetch {
  return async (input, init) => {
    const answer = await fetch(input, init);
    const bodyText = await answer.clone().text();
    const url = input instanceof Request ? input.url : String(input);
    const { pathname, search } = new URL(url);
    const method = init?.method ?? 'GET';
    const { status, headers } = answer;
    calls.push({
      method,
      path: pathname + search,
      request: typeof init?.body === 'string' ? JSON.parse(init.body) : undefined,
      status,
      answer: parsed(bodyText, status),
    });
    const read = interpret?.({ method, url, status, headers, bodyText, receivedAt: new Date() });
    if (read?.error) throw read.error;
    return answer;
  };
}

/** What is no JSON may only be a refusal: some vendors refuse in plain text. */
function parsed(text: string, status: number): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (status >= 400) return undefined;
    throw error;
  }
}
