import { interpretZohoAnswer } from '../../src/answer.ts';
import type { WireCall } from './openapi-check.ts';

/** A fetch that keeps what went over the wire, both ways, and throws what the connector makes of a refusal. */
export function recordingFetch(calls: WireCall[]): typeof globalThis.fetch {
  return async (input, init) => {
    const answer = await fetch(input, init);
    const text = await answer.clone().text();
    const url = input instanceof Request ? input.url : String(input);
    const { pathname, search } = new URL(url);
    const method = init?.method ?? 'GET';
    const { status, headers } = answer;
    calls.push({
      method,
      path: pathname + search,
      request: typeof init?.body === 'string' ? JSON.parse(init.body) : undefined,
      status,
      answer: text === '' ? undefined : JSON.parse(text),
    });
    const { error } = interpretZohoAnswer({ method, url, status, headers, bodyText: text, receivedAt: new Date() });
    if (error) throw error;
    return answer;
  };
}
