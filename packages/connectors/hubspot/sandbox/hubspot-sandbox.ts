import { FaultPlan, FixedWindow, Journal, RequestLog, WebhookSender } from '@syncline/sandbox';
import { createControl, type HubspotSandboxControl } from './control/control.ts';
import { controlRoutes } from './control/control-routes.ts';
import { ChangeJournal } from './journal/change-journal.ts';
import { Portal } from './model/portal.ts';
import { type HubspotSandboxOptions, settingsFrom } from './options.ts';
import { Tokens } from './routes/oauth-routes.ts';
import { createServer } from './server.ts';
import { Events } from './webhooks/events.ts';

export interface HubspotSandbox extends HubspotSandboxControl {
  /** The base address for a client, without a slash at the end. */
  readonly url: string;
  readonly portalId: number;
  readonly token: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly appId: number;
  readonly developerKey: string;
  close(): Promise<void>;
}

const RATE_LIMIT = { limit: 100, windowMs: 10_000 };
const RETRY_MS = [1_000, 5_000, 30_000];

/** Starts a simulated HubSpot. */
export async function createHubspotSandbox(options: HubspotSandboxOptions = {}): Promise<HubspotSandbox> {
  const journal =
    options.journalFile === undefined
      ? null
      : new Journal({
          file: options.journalFile,
          world: { seed: options.seed ?? 1, contacts: options.contacts ?? null },
          reads: /\/(search|batch\/read)(\?|$)/,
        });
  const settings = settingsFrom(journal ? { ...options, clock: journal.clock } : options);
  const portal = new Portal(settings);
  const sender = new WebhookSender({ timeoutMs: options.webhookTimeoutMs ?? 5_000, seed: settings.seed });
  let isLive = false;
  const events = new Events(portal, sender, { retryMs: options.webhookRetryMs ?? RETRY_MS, isLive: () => isLive });
  const changes = new ChangeJournal(portal);
  portal.onChange = (happened) => {
    events.tell(happened);
    changes.note(happened);
  };
  const faults = new FaultPlan();
  const log = new RequestLog();
  const tokens = new Tokens(settings.token);
  const { limit, windowMs } = options.rateLimit ?? RATE_LIMIT;
  const quota = new FixedWindow(limit, windowMs, settings.now);
  const searches = new FixedWindow(options.searchesPerSecond ?? 5, 1_000, settings.now);
  const app = createServer(portal, events, changes, { tokens, now: settings.now, faults, log, quota, searches });
  const control = createControl({ portal, events, changes, sender, faults, log, quota, tokens });
  controlRoutes(app, control);
  await journal?.replay(app, sender);
  isLive = true;
  const url = await app.listen({ host: options.host ?? '127.0.0.1', port: options.port ?? 0 });
  options.logger?.info({ url, portalId: settings.portalId }, 'HubSpot sandbox listens');
  const { portalId, token, clientId, clientSecret, appId, developerKey } = settings;
  return {
    ...control,
    url,
    portalId,
    token,
    clientId,
    clientSecret,
    appId,
    developerKey,
    async close() {
      events.close();
      sender.close();
      await app.close();
    },
  };
}
