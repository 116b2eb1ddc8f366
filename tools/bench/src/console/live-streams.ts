import { get, type IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Store } from '@syncline/store';

/** One reader of the live events, which can be cut off and goes on where it was. */
interface Reader {
  /** The number that each event carries, with the moment at which it came. */
  readonly came: Map<number, number>;
  /** Events that came twice. */
  twice: number;
  cut(): void;
  close(): void;
}

export interface StreamFigures {
  readonly streams: number;
  readonly events: number;
  readonly missing: number;
  readonly twice: number;
  /** From the commit's call to the reader, in ms: one number for each event and stream. */
  readonly lags: readonly number[];
}

const TYPE = 'process.state_changed';
const EVENTS_PER_SECOND = 20;
const COME_LIMIT_MS = 30_000;

/** Opens many streams, has events happen, and cuts half of the streams off in the middle: none may miss one or see one twice. */
export async function followByMany(
  { url, store }: { readonly url: string; readonly store: Store },
  { streams, events }: { readonly streams: number; readonly events: number },
): Promise<StreamFigures> {
  const readers = await Promise.all(Array.from({ length: streams }, () => openReader(url)));
  try {
    const sent = new Map<number, number>();
    for (let number = 0; number < events; number += 1) {
      sent.set(number, performance.now());
      await store.query(
        `insert into events (workspace_id, type, payload) values (1, $1, jsonb_build_object('number', $2::int))`,
        [TYPE, number],
      );
      if (number === Math.floor(events / 2)) for (const reader of readers.slice(0, streams / 2)) reader.cut();
      await delay(1_000 / EVENTS_PER_SECOND);
    }
    const deadline = performance.now() + COME_LIMIT_MS;
    while (readers.some(({ came }) => came.size < events) && performance.now() < deadline) await delay(50);
    // Those that were cut saw some late because they were away.
    const steady = readers.slice(streams / 2);
    return {
      streams,
      events,
      missing: readers.reduce((sum, { came }) => sum + events - came.size, 0),
      twice: readers.reduce((sum, { twice }) => sum + twice, 0),
      lags: steady.flatMap(({ came }) => [...came].map(([number, at]) => at - sent.get(number)!)),
    };
  } finally {
    for (const reader of readers) reader.close();
  }
}

async function openReader(url: string): Promise<Reader> {
  let answer: IncomingMessage | null = null;
  let isClosed = false;
  let lastEventId: string | undefined;
  const reader: Reader = {
    came: new Map(),
    twice: 0,
    cut: () => answer?.destroy(),
    close: () => {
      isClosed = true;
      answer?.destroy();
    },
  };
  const take = (event: string): void => {
    const id = /^id: ?(.+)$/m.exec(event)?.[1];
    const data = /^data: ?(.+)$/m.exec(event)?.[1];
    if (id === undefined || data === undefined) return;
    const { payload } = JSON.parse(data) as { payload: { number: number } | null };
    if (payload === null || !('number' in payload)) return;
    lastEventId = id;
    if (reader.came.has(payload.number)) reader.twice += 1;
    else reader.came.set(payload.number, performance.now());
  };
  const open = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const headers = lastEventId === undefined ? {} : { 'last-event-id': lastEventId };
      get(`${url}/api/v1/events?types=${TYPE}`, { headers, agent: false }, (incoming) => {
        answer = incoming;
        let text = '';
        incoming.setEncoding('utf8');
        incoming.on('data', (chunk: string) => {
          resolve();
          text += chunk;
          const whole = text.split('\n\n');
          text = whole.pop()!;
          for (const event of whole) take(event);
        });
        incoming.on('error', () => undefined);
        incoming.on('close', () => {
          if (!isClosed) void open().catch(() => undefined);
        });
      }).on('error', reject);
    });
  await open();
  return reader;
}
