import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { type EventRow, isApiKeyStanding } from '@syncline/store';
import { z } from 'zod';
import { callerOf } from '../access/caller.ts';
import { access } from '../access/route-access.ts';
import type { App, OperatorDeps } from '../operator-deps.ts';
import { commonProblems } from '../schemas/problem.ts';

const HEARTBEAT_MS = 15_000;
const position = z.string().regex(/^\d{1,20}-\d{1,19}$/, 'is not an id of this stream');
const query = z.object({
  types: z
    .string()
    .max(500)
    .optional()
    .describe('Only these types, separated by commas; `process.*` means all that begin so'),
  processId: z.uuid().optional(),
  clientId: z.uuid().optional().describe('Only what changed of this client: client.changed says which parts of it'),
  lastEventId: position.optional().describe('For clients that can not set the Last-Event-ID header'),
});
const headers = z.looseObject({ 'last-event-id': position.optional() });

/** `GET /api/v1/events`: what happens, as server-sent events; Last-Event-ID resumes without a gap. */
export function eventRoutes(app: App, { context, hubs }: OperatorDeps, heartbeatMs = HEARTBEAT_MS): void {
  app.get(
    '/api/v1/events',
    {
      config: access('viewer', 'events:read'),
      schema: {
        tags: ['events'],
        summary: 'Live events (server-sent events); resumes after Last-Event-ID',
        querystring: query,
        headers,
        response: {
          200: { description: 'A stream of events', content: { 'text/event-stream': { schema: z.string() } } },
          ...commonProblems,
        },
      },
    },
    async (request, reply) => {
      const { workspaceId } = request;
      const { key } = callerOf(request);
      const ended = new AbortController();
      const after = request.headers['last-event-id'] ?? request.query.lastEventId ?? null;
      const wanted = eventFilter(request.query);
      reply.hijack();
      const stream = reply.raw;
      stream.on('close', () => ended.abort());
      stream.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-cache, no-transform',
        'x-accel-buffering': 'no',
        // The response lasts as long as the connection: nothing is left to wait for at shutdown.
        connection: 'close',
      });
      // Who asks for the head alone waits for its end, which a stream does not have.
      if (request.method === 'HEAD') return void stream.end();
      stream.write('retry: 1000\n\n');
      const heartbeat = setInterval(() => {
        stream.write(': still here\n\n');
        // A stream must not outlive the key that it was opened with.
        if (key !== null)
          isApiKeyStanding(context.store, key.id, context.clock.now()).then(
            (isStanding) => isStanding || ended.abort(),
            () => undefined,
          );
      }, heartbeatMs);
      try {
        for await (const rows of hubs.of(workspaceId).follow(after, ended.signal))
          await send(stream, rows, wanted, ended.signal);
      } catch (error) {
        // The client comes back with the id of the last event it saw.
        if (!ended.signal.aborted) context.logger.warn({ err: error }, 'a live stream ended early');
      } finally {
        clearInterval(heartbeat);
        stream.end();
      }
    },
  );
}

/** Writes a batch and waits while the client is slow, so that memory stays bounded. */
async function send(
  stream: ServerResponse,
  rows: readonly EventRow[],
  wanted: (row: EventRow) => boolean,
  signal: AbortSignal,
): Promise<void> {
  const last = rows.at(-1);
  if (!last) return;
  const chosen = rows.filter(wanted);
  let text = chosen.map(format).join('');
  // An id without data moves the place to resume from past what this client did not ask for.
  if (chosen.at(-1) !== last) text += `id: ${last.position}\n\n`;
  if (!stream.write(text) && !signal.aborted) await once(stream, 'drain', { signal }).catch(() => {});
}

function format({ position: id, workspaceId: _, ...event }: EventRow): string {
  return `id: ${id}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}

function eventFilter({ types, processId, clientId }: z.output<typeof query>): (row: EventRow) => boolean {
  const names = types?.split(',').map((name) => name.trim()) ?? null;
  return (row) =>
    (processId === undefined || row.processId === processId) &&
    (clientId === undefined || (row.type === 'client.changed' && row.entityId === clientId)) &&
    (names === null ||
      names.some((name) => (name.endsWith('*') ? row.type.startsWith(name.slice(0, -1)) : row.type === name)));
}
