import type { BrowserContext, Page } from 'playwright-core';

/** Notes the id of every live event that pages of a context are handed. */
export async function watchEvents(context: BrowserContext): Promise<void> {
  await context.addInitScript(`
    globalThis.eventsSeen = [];
    const add = EventSource.prototype.addEventListener;
    EventSource.prototype.addEventListener = function (type, act) {
      add.call(this, type, (event) => {
        eventsSeen.push(event.lastEventId);
        act(event);
      });
    };`);
}

export function eventsSeenBy(page: Page): Promise<string[]> {
  return page.evaluate('eventsSeen');
}

/** The ids of the events of these types after one, up to another, as the operator tells them to whoever asks. */
export async function eventsBetween(url: string, types: string, after: string, until: string): Promise<string[]> {
  const ended = new AbortController();
  const query = new URLSearchParams({ types, lastEventId: after });
  const answer = await fetch(`${url}/api/v1/events?${query}`, { signal: ended.signal });
  const ids: string[] = [];
  let text = '';
  for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) if (block.includes('\nevent: ')) ids.push(/^id: (.*)$/m.exec(block)![1]!);
    if (ids.includes(until)) break;
  }
  ended.abort();
  return ids.slice(0, ids.indexOf(until) + 1);
}
