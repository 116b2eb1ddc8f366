import { FaultPlan, FixedWindow, Journal, RequestLog, WebhookSender } from '@syncline/sandbox';
import { createControl, type QuoSandboxControl } from './control/control.ts';
import { controlRoutes } from './control/control-routes.ts';
import { Workspace } from './model/workspace.ts';
import { type QuoSandboxOptions, settingsFrom } from './options.ts';
import { createServer } from './server.ts';
import { Hooks } from './webhooks/hooks.ts';

export interface QuoSandbox extends QuoSandboxControl {
  /** The base address for a client, without a slash at the end. */
  readonly url: string;
  /** Its API key. */
  readonly token: string;
  /** Stops listening and cuts what is open. */
  close(): Promise<void>;
}

/** Starts a simulated Quo: both versions of its API at one address, and webhooks of both kinds. */
export async function createQuoSandbox(options: QuoSandboxOptions = {}): Promise<QuoSandbox> {
  const journal =
    options.journalFile === undefined
      ? null
      : new Journal({
          file: options.journalFile,
          world: { seed: options.seed ?? 1, contacts: options.contacts ?? null },
        });
  const settings = settingsFrom(journal ? { ...options, clock: journal.clock } : options);
  const workspace = new Workspace(settings);
  const sender = new WebhookSender({ timeoutMs: options.webhookTimeoutMs ?? 10_000, seed: settings.seed });
  const hooks = new Hooks(workspace, sender, options.webhookRetryMs);
  workspace.onEvent = (event) => hooks.publish(event);
  const faults = new FaultPlan();
  const log = new RequestLog();
  const { limit, windowMs } = options.rateLimit ?? { limit: 10, windowMs: 1_000 };
  const quota = new FixedWindow(limit, windowMs, settings.now);
  const { token, now } = settings;
  const app = createServer(workspace, hooks, { token, now, faults, log, quota });
  const control = createControl({ workspace, hooks, sender, faults, log, quota });
  controlRoutes(app, control);
  await journal?.replay(app, sender);
  const url = await app.listen({ host: options.host ?? '127.0.0.1', port: options.port ?? 0 });
  return {
    ...control,
    url,
    token,
    async close() {
      sender.close();
      await app.close();
    },
  };
}
