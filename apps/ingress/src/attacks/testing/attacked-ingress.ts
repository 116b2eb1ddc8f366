import { request } from 'node:http';
import { startSyncEngine } from '@syncline/testing';
import { startTestIngress } from '../../testing/start-test-ingress.ts';
import type { Sent } from './sender.ts';
import { senders } from './senders.ts';

const CLOUDFLARE_SECRET = 'what Cloudflare was told';
/** What the vendors were told as our address. */
const PUBLIC_URL = 'https://hooks.example';

export interface StoredRow {
  readonly connection: number;
  readonly body: string;
  readonly state: string;
}

/** The real ingress before a real database and queue, with two connections of every vendor that sends webhooks. */
export interface AttackedIngress {
  readonly url: string;
  connectionId(connector: string, which: 'a' | 'b'): number;
  /** What the vendor signs with for that connection. */
  secretOf(connector: string, which: 'a' | 'b'): string;
  /** What it was registered for. */
  registeredUrl(connector: string, which: 'a' | 'b'): string;
  rows(): Promise<StoredRow[]>;
  /** Jobs that wait to turn deliveries into hints. */
  jobs(): Promise<number>;
  clear(): Promise<void>;
  close(): Promise<void>;
}

export async function startAttackedIngress(slowBodyMs?: number): Promise<AttackedIngress> {
  const connectors = [...new Set(Object.values(senders).map(({ connector }) => connector))];
  const secretOf = (connector: string, which: 'a' | 'b') => {
    if (connector === 'cloudflare') return which === 'a' ? CLOUDFLARE_SECRET : 'what another was told';
    // The secret of Trello is that of its API key, which both have.
    const text = `secret of ${connector} ${connector === 'trello' ? 'a' : which}`;
    // Quo makes its secrets itself.
    return connector === 'quo' ? Buffer.from(text).toString('base64') : text;
  };
  const engine = await startSyncEngine({
    workers: false,
    sides: connectors
      .filter((connector) => connector !== 'cloudflare')
      .flatMap((connector) =>
        (['a', 'b'] as const).map((which) => ({
          name: `${connector}-${which}`,
          connector,
          url: 'http://127.0.0.1:9',
          settings: {},
          secrets: {
            webhookSecret: secretOf(connector, which),
            ...(connector === 'salesforce' ? { outboundKey: secretOf(connector, which) } : {}),
          },
        })),
      ),
  });
  await engine.ctx.store.query(`update connections set subscriptions = $1`, [
    JSON.stringify([{ id: '1', scope: 'all', publicUrl: PUBLIC_URL }]),
  ]);
  const connectionId = (connector: string, which: 'a' | 'b') =>
    connector === 'cloudflare' ? 0 : engine.connectionId(`${connector}-${which}`);
  const ingress = await startTestIngress(
    { ctx: engine.ctx, connectionId: 0 },
    {
      cloudflare: { secret: CLOUDFLARE_SECRET, workspaceId: 1 },
      ...(slowBodyMs === undefined ? {} : { slowBodyMs }),
    },
  );
  return {
    url: ingress.url,
    connectionId,
    secretOf,
    registeredUrl: (connector, which) => `${PUBLIC_URL}/webhooks/${connectionId(connector, which)}`,
    rows: async () => {
      const { rows } = await engine.ctx.store.query<StoredRow>(
        `select connection_id as connection, convert_from(body, 'utf8') as body, state from inbox order by id`,
      );
      return rows;
    },
    // Those of the rows that stand: one of a delivery that came again may be late, and is of a row that is gone.
    jobs: async () => {
      const { rows } = await engine.ctx.store.query<{ id: number }>('select id from inbox');
      const ids = new Set(rows.map(({ id }) => id));
      const queue = engine.ctx.queue.queues().find(({ name }) => name === 'deliveries');
      const jobs = (await queue?.getJobs(['waiting', 'active', 'delayed', 'prioritized'])) ?? [];
      return jobs.filter((job) => (job.data as { inboxIds: number[] }).inboxIds.some((id) => ids.has(id))).length;
    },
    clear: async () => void (await engine.ctx.store.query('delete from inbox')),
    close: async () => {
      await ingress.close();
      await engine.stop();
    },
  };
}

/** Sends as the headers are, those of several values on several lines, and tells the status. */
export function post(url: string, { headers, body }: Sent): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent: false, headers: { ...headers } as Record<string, string> });
    sent.on('error', reject);
    sent.on('response', (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode ?? 0));
    });
    sent.end(body);
  });
}
