import { FaultPlan, FixedWindow, Journal, RequestLog, WebhookSender } from '@syncline/sandbox';
import { createControl, type TrelloSandboxControl } from './control/control.ts';
import { controlRoutes } from './control/control-routes.ts';
import { World } from './model/world.ts';
import { settingsFrom, type TrelloSandboxOptions } from './options.ts';
import { createServer } from './server.ts';
import { Hooks } from './webhooks/hooks.ts';

export interface TrelloSandbox extends TrelloSandboxControl {
  /** The base address for a client, without a slash at the end. */
  readonly url: string;
  readonly apiKey: string;
  readonly token: string;
  /** With which it signs webhooks. */
  readonly secret: string;
  /** Stops listening and cuts what is open. */
  close(): Promise<void>;
}

const RATE_LIMIT = { limit: 100, windowMs: 10_000 };
const RETRY_MS = [30_000, 60_000, 120_000];

/** Starts a simulated Trello. */
export async function createTrelloSandbox(options: TrelloSandboxOptions = {}): Promise<TrelloSandbox> {
  const journal =
    options.journalFile === undefined
      ? null
      : new Journal({
          file: options.journalFile,
          world: { seed: options.seed ?? 1, cards: options.cards ?? null },
        });
  const settings = settingsFrom(journal ? { ...options, clock: journal.clock } : options);
  const { apiKey = 'sandbox-key', token = 'sandbox-token', secret = 'sandbox-app-secret' } = options;
  const world = new World(settings);
  const sender = new WebhookSender({ timeoutMs: options.webhookTimeoutMs ?? 10_000, seed: settings.seed });
  let isLive = false;
  const hooks = new Hooks(world, sender, {
    secret,
    retryMs: options.webhookRetryMs ?? RETRY_MS,
    isLive: () => isLive,
  });
  world.onAction = (action) => hooks.publish(action);
  const faults = new FaultPlan();
  const log = new RequestLog();
  const { limit, windowMs } = options.rateLimit ?? RATE_LIMIT;
  const quota = new FixedWindow(limit, windowMs, settings.now);
  const app = createServer(world, hooks, { apiKey, token, now: settings.now, faults, log, quota });
  const control = createControl({ world, hooks, sender, faults, log, quota });
  controlRoutes(app, control);
  await world.media.listen(options.host);
  await journal?.replay(app, sender);
  isLive = true;
  const url = await app.listen({ host: options.host ?? '127.0.0.1', port: options.port ?? 0 });
  world.url = url;
  options.logger?.info({ url, cards: settings.cards }, 'Trello sandbox listens');
  return {
    ...control,
    url,
    apiKey,
    token,
    secret,
    async close() {
      hooks.close();
      sender.close();
      await app.close();
      await world.media.close();
    },
  };
}
