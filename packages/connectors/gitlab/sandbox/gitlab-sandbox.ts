import { FaultPlan, FixedWindow, Journal, RequestLog, WebhookSender } from '@syncline/sandbox';
import { createControl, type GitLabSandboxControl } from './control/control.ts';
import { controlRoutes } from './control/control-routes.ts';
import { Instance } from './model/instance.ts';
import { type GitLabSandboxOptions, settingsFrom } from './options.ts';
import { isGraphqlRead } from './routes/graphql-routes.ts';
import { createServer } from './server.ts';
import { Hooks } from './webhooks/hooks.ts';

export interface GitLabSandbox extends GitLabSandboxControl {
  /** The base address for a client, without a slash at the end. */
  readonly url: string;
  readonly token: string;
  /** Full path of the group that holds all. */
  readonly group: string;
  /** Stops listening and cuts what is open. */
  close(): Promise<void>;
}

/** Starts a simulated GitLab instance. */
export async function createGitLabSandbox(options: GitLabSandboxOptions = {}): Promise<GitLabSandbox> {
  const journal =
    options.journalFile === undefined
      ? null
      : new Journal({
          file: options.journalFile,
          world: { seed: options.seed ?? 1, issues: options.issues ?? null },
          isRead: isGraphqlRead,
        });
  const settings = settingsFrom(journal ? { ...options, clock: journal.clock } : options);
  const instance = new Instance(settings);
  const sender = new WebhookSender({ timeoutMs: options.webhookTimeoutMs ?? 10_000, seed: settings.seed });
  const hooks = new Hooks(instance, sender, options.webhookRetry);
  instance.onEvent = (event) => hooks.publish(event);
  const faults = new FaultPlan();
  const log = new RequestLog();
  const { limit, windowMs } = options.rateLimit ?? { limit: 2_000, windowMs: 60_000 };
  const quota = new FixedWindow(limit, windowMs, settings.now);
  const { token, now } = settings;
  const app = createServer(instance, hooks, { token, now, faults, log, quota });
  const control = createControl({ instance, hooks, sender, faults, log, quota });
  controlRoutes(app, control);
  await journal?.replay(app, sender);
  const url = await app.listen({ host: options.host ?? '127.0.0.1', port: options.port ?? 0 });
  instance.url = url;
  options.logger?.info({ url, issues: settings.issues }, 'GitLab sandbox listens');
  return {
    ...control,
    url,
    token,
    group: 'acme',
    async close() {
      sender.close();
      await app.close();
    },
  };
}
