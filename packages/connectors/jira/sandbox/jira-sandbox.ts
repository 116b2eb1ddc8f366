import { FaultPlan, FixedWindow, Journal, RequestLog, WebhookSender } from '@syncline/sandbox';
import { createControl, type JiraSandboxControl } from './control/control.ts';
import { controlRoutes } from './control/control-routes.ts';
import { Site } from './model/site.ts';
import { type JiraSandboxOptions, settingsFrom } from './options.ts';
import { createServer } from './server.ts';
import { Hooks } from './webhooks/hooks.ts';

export interface JiraSandbox extends JiraSandboxControl {
  /** The base address for a client, without a slash at the end. */
  readonly url: string;
  readonly email: string;
  readonly token: string;
  /** Stops listening and cuts what is open. */
  close(): Promise<void>;
}

/** Starts a simulated Jira Cloud site. */
export async function createJiraSandbox(options: JiraSandboxOptions = {}): Promise<JiraSandbox> {
  const journal =
    options.journalFile === undefined
      ? null
      : new Journal({
          file: options.journalFile,
          world: { seed: options.seed ?? 1, issues: options.issues ?? null },
          reads: /^\/rest\/api\/3\/(search|comment\/list|issue\/bulkfetch)/,
        });
  const settings = settingsFrom(journal ? { ...options, clock: journal.clock } : options);
  const site = new Site(settings, options.searchLagMs, options.workflow);
  const sender = new WebhookSender({ timeoutMs: options.webhookTimeoutMs ?? 10_000, seed: settings.seed });
  const hooks = new Hooks(site, sender, options.webhookRetry);
  site.onEvent = (event) => hooks.publish(event);
  const faults = new FaultPlan();
  const log = new RequestLog();
  const quota = new FixedWindow(
    options.rateLimit?.limit ?? 65_000,
    options.rateLimit?.windowMs ?? 3_600_000,
    settings.now,
  );
  const { burstLimit } = options;
  const burst =
    burstLimit === undefined
      ? null
      : {
          window: new FixedWindow(burstLimit.requestsPerSecond, 1_000, settings.now),
          retryAfterSeconds: burstLimit.retryAfterSeconds ?? 2,
        };
  const { email, token, now } = settings;
  const app = createServer(
    site,
    hooks,
    { email, token, acceptsToken: options.acceptsToken ?? (() => false), now, faults, log, quota, burst },
    () => `${token}-client-secret`,
  );
  const control = createControl({ site, hooks, sender, faults, log, quota });
  controlRoutes(app, control);
  await site.media.listen(options.host);
  await journal?.replay(app, sender);
  const url = await app.listen({ host: options.host ?? '127.0.0.1', port: options.port ?? 0 });
  site.url = url;
  options.logger?.info({ url, issues: settings.issues }, 'Jira sandbox listens');
  return {
    ...control,
    url,
    email,
    token,
    async close() {
      sender.close();
      await app.close();
      await site.media.close();
    },
  };
}
