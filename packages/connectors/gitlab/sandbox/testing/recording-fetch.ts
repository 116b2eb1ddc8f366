import type { WireCall } from './openapi-check.ts';

/** A fetch that keeps what went over the wire, both ways. */
export function recordingFetch(calls: WireCall[]): typeof globalThis.fetch {
  return async (input, init) => {
    const answer = await fetch(input, init);
    const text = await answer.clone().text();
    const { pathname, search } = new URL(input instanceof Request ? input.url : input);
    calls.push({
      method: init?.method ?? 'GET',
      path: pathname + search,
      request: typeof init?.body === 'string' ? JSON.parse(init.body) : undefined,
      status: answer.status,
      answer: text === '' ? undefined : JSON.parse(text),
    });
    return answer;
  };
}
