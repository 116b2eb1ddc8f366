import { FaultPlan, FixedWindow, Journal, RequestLog, WebhookSender } from '@syncline/sandbox';
import { AccessTokens } from './access-tokens.ts';
import { createControl, type OpenProjectSandboxControl } from './control/control.ts';
import { controlRoutes } from './control/control-routes.ts';
import { Instance } from './model/instance.ts';
import { type OpenProjectSandboxOptions, settingsFrom } from './options.ts';
import { createServer } from './server.ts';
import { Hooks } from './webhooks/hooks.ts';

export interface OpenProjectSandbox extends OpenProjectSandboxControl {
  /** The base address for a client, without a slash at the end. */
  readonly url: string;
  /** The API key of its user. */
  readonly token: string;
  /** Of its OAuth application. */
  readonly clientId: string;
  readonly clientSecret: string;
  /** Stops listening and cuts what is open. */
  close(): Promise<void>;
}

/** Starts a simulated OpenProject. */
export async function createOpenProjectSandbox(options: OpenProjectSandboxOptions = {}): Promise<OpenProjectSandbox> {
  const journal =
    options.journalFile === undefined
      ? null
      : new Journal({
          file: options.journalFile,
          world: { seed: options.seed ?? 1, workPackages: options.workPackages ?? null },
          // Forms and tokens change nothing.
          reads: /^\/oauth\/|\/form(\?|$)/,
        });
  const settings = settingsFrom(journal ? { ...options, clock: journal.clock } : options);
  const instance = new Instance(settings, options.workflow);
  const sender = new WebhookSender({ timeoutMs: options.webhookTimeoutMs ?? 10_000, seed: settings.seed });
  const hooks = new Hooks(instance, sender, options.webhookDelayMs);
  instance.onEvent = (event) => hooks.publish(event);
  const faults = new FaultPlan();
  const log = new RequestLog();
  const { rateLimit } = options;
  const quota = rateLimit ? new FixedWindow(rateLimit.limit, rateLimit.windowMs, settings.now) : null;
  const tokens = new AccessTokens();
  const { token, now } = settings;
  const app = createServer(instance, { token, tokens, now, faults, log, quota });
  const control = createControl({ instance, hooks, sender, faults, log, quota, tokens });
  controlRoutes(app, control);
  await journal?.replay(app, sender);
  const url = await app.listen({ host: options.host ?? '127.0.0.1', port: options.port ?? 0 });
  options.logger?.info({ url, workPackages: settings.workPackages }, 'OpenProject sandbox listens');
  return {
    ...control,
    url,
    token,
    clientId: tokens.clientId,
    clientSecret: tokens.clientSecret,
    async close() {
      sender.close();
      await app.close();
    },
  };
}
