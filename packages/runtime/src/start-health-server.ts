import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Metrics } from '@syncline/observability';
import type { Health } from './create-health.ts';

export interface HealthServerOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** All interfaces by default: probes and scrapers come from outside the container. */
  readonly host?: string;
  readonly health: Health;
  readonly metrics: Metrics;
}

export interface HealthServer {
  readonly port: number;
  close(): Promise<void>;
}

/** `/livez`, `/readyz` and `/metrics` for processes that serve nothing else. */
export async function startHealthServer({
  port,
  host = '0.0.0.0',
  health,
  metrics,
}: HealthServerOptions): Promise<HealthServer> {
  const server = createServer((request, response) => {
    answer(request.url ?? '/', response).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });

  async function answer(url: string, response: ServerResponse): Promise<void> {
    switch (url.split('?')[0]) {
      case '/livez':
        return sendJson(response, 200, { status: 'ok' });
      case '/readyz': {
        const readiness = await health.readiness();
        return sendJson(response, readiness.isReady ? 200 : 503, readiness);
      }
      case '/metrics':
        response.writeHead(200, { 'content-type': metrics.contentType }).end(await metrics.text());
        return;
      default:
        return sendJson(response, 404, { status: 'not found' });
    }
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
