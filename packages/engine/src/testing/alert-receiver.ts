import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { vi } from 'vitest';
import { evaluateAlerts } from '../alerts/evaluate-alerts.ts';
import { createAlertTeller } from '../alerts/tell-alerts.ts';
import type { EngineContext } from '../context.ts';

export interface ReceivedAlert {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** A destination of alerts: a real HTTP server that keeps what it is told. */
export interface AlertReceiver {
  readonly url: string;
  readonly received: ReceivedAlert[];
  /** What it answers from now on; null: it answers nothing at all. */
  answer(status: number | null): void;
  /** `<rule> fired|resolved` of every message to a path, in order. */
  told(path: string): string[];
  close(): Promise<void>;
}

export async function startAlertReceiver(): Promise<AlertReceiver> {
  const received: ReceivedAlert[] = [];
  let status: number | null = 204;
  const server = createServer((request, response) => void take(request, response));
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    if (status === null) return;
    const isTaken = status >= 200 && status < 300;
    if (isTaken)
      received.push({ path: request.url ?? '', headers: request.headers, text: Buffer.concat(parts).toString() });
    response.writeHead(status).end();
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    answer: (next) => {
      status = next;
    },
    told: (path) =>
      received
        .filter((each) => each.path === path)
        .map(({ text }) => JSON.parse(text) as { type: string; data: { rule: string } })
        .map(({ type, data }) => `${data.rule} ${type.replace('alert.', '')}`),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Configures rules and routes as an applied file does. */
export async function configureAlerts(
  ctx: EngineContext,
  parts: {
    readonly rules?: Readonly<Record<string, object>>;
    readonly routes?: Readonly<Record<string, object>>;
  },
): Promise<void> {
  const rows = [
    ...Object.entries(parts.rules ?? {}).map(([name, value]) => ['alert_rule', name, value] as const),
    ...Object.entries(parts.routes ?? {}).map(([name, value]) => ['alert_route', name, value] as const),
  ];
  for (const [kind, name, value] of rows)
    await ctx.store.query(
      `insert into config_resources (workspace_id, kind, name, managed_by, value) values (1, $1, $2, 'file', $3)
       on conflict (workspace_id, kind, name) do update set value = excluded.value`,
      [kind, name, JSON.stringify(value)],
    );
}

/** What the scheduler's timers do, in turn, as often as it takes: until `expected` holds, or the time of `waitFor` is over. */
export function lookUntil(ctx: EngineContext, expected: () => void | Promise<void>): Promise<void> {
  const tell = createAlertTeller(ctx);
  return vi.waitFor(
    async () => {
      await evaluateAlerts(ctx);
      await tell();
      await expected();
    },
    { timeout: 20_000, interval: 50 },
  );
}
