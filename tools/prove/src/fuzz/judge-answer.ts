import type { Answer, Call } from './call.ts';

/** Pages for people, and what plugins serve: no documents of the API. */
const isPage = (target: string): boolean => /^\/+(docs|admin|oauth|$|\?)/.test(target);

/** What is wrong with an answer; empty when it is one that the description allows. */
export function judgeAnswer(call: Call, answer: Answer): string[] {
  const { status, mediaType, text } = answer;
  if (status >= 500) return [`answered ${status}: ${text.slice(0, 300)}`];
  if (status < 200) return [`answered ${status}`];
  const { route } = call;
  const broken: string[] = [];
  if (route && !route.statuses.has(status)) broken.push(`answered ${status}, which the description does not list`);
  if (status >= 400) return [...broken, ...(isPage(call.target) ? [] : judgeProblem(call, answer))];
  if (!route || mediaType === 'text/event-stream') return broken;
  if (call.method === 'HEAD' || status === 204)
    return text === '' ? broken : [...broken, `${status} with a body: ${text.slice(0, 100)}`];
  const wrong = route.check(status, mediaType, /[/+]json$/.test(mediaType) ? parsed(text) : text);
  return [...broken, ...wrong.map((each) => `the answer is not as described: ${each}`)];
}

function judgeProblem(call: Call, { status, mediaType, text, headers }: Answer): string[] {
  if (mediaType !== 'application/problem+json') return [`an error as ${mediaType || 'nothing'}: ${text.slice(0, 200)}`];
  const broken: string[] = [];
  if (status === 429 && headers['retry-after'] === undefined) broken.push('429 without Retry-After');
  if (call.method === 'HEAD') return broken;
  const body = parsed(text) as { readonly status?: unknown } | undefined;
  if (body?.status !== status) broken.push(`${status} with the status ${String(body?.status)} in its body`);
  if (/\bat .*:\d+:\d+\)|node_modules|select .* from /i.test(text))
    broken.push(`an inside shows: ${text.slice(0, 300)}`);
  const wrong = call.route?.statuses.has(status) ? call.route.check(status, mediaType, body) : [];
  return [...broken, ...wrong.map((each) => `the problem is not as described: ${each}`)];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
