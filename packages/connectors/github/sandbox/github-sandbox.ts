import { FaultPlan, FixedWindow, Journal, RequestLog, WebhookSender } from '@syncline/sandbox';
import { createControl, type GitHubSandboxControl } from './control/control.ts';
import { controlRoutes } from './control/control-routes.ts';
import { Organisation } from './model/organisation.ts';
import { type GitHubSandboxOptions, settingsFrom } from './options.ts';
import { createServer } from './server.ts';
import { Hooks } from './webhooks/hooks.ts';

export interface GitHubSandbox extends GitHubSandboxControl {
  /** The base address for a client, without a slash at the end. */
  readonly url: string;
  readonly org: string;
  readonly token: string;
  /** Stops listening and cuts what is open. */
  close(): Promise<void>;
}

/** Starts a simulated GitHub with one organisation in it. */
export async function createGitHubSandbox(options: GitHubSandboxOptions = {}): Promise<GitHubSandbox> {
  const journal =
    options.journalFile === undefined
      ? null
      : new Journal({
          file: options.journalFile,
          world: { seed: options.seed ?? 1, issues: options.issues ?? null },
        });
  const settings = settingsFrom(journal ? { ...options, clock: journal.clock } : options);
  const organisation = new Organisation(settings);
  const sender = new WebhookSender({ timeoutMs: options.webhookTimeoutMs ?? 10_000, seed: settings.seed });
  const hooks = new Hooks(organisation, sender);
  organisation.onEvent = (event) => hooks.publish(event);
  const faults = new FaultPlan();
  const log = new RequestLog();
  const primary = new FixedWindow(
    options.rateLimit?.limit ?? 5_000,
    options.rateLimit?.windowMs ?? 3_600_000,
    settings.now,
  );
  const { secondaryLimit, contentLimit } = options;
  const secondary =
    secondaryLimit === undefined
      ? null
      : {
          window: new FixedWindow(secondaryLimit.requestsPerMinute, 60_000, settings.now),
          retryAfterSeconds: secondaryLimit.retryAfterSeconds ?? 60,
          status: secondaryLimit.status ?? 403,
        };
  const content =
    contentLimit === undefined
      ? null
      : {
          window: new FixedWindow(contentLimit.createsPerMinute, 60_000, settings.now),
          retryAfterSeconds: contentLimit.retryAfterSeconds ?? 60,
        };
  const app = createServer(organisation, hooks, {
    token: settings.token,
    now: settings.now,
    faults,
    log,
    primary,
    secondary,
    content,
  });
  const control = createControl({ organisation, hooks, sender, faults, log, primary });
  controlRoutes(app, control);
  await journal?.replay(app, sender);
  const url = await app.listen({ host: options.host ?? '127.0.0.1', port: options.port ?? 0 });
  options.logger?.info({ url, org: settings.org, issues: settings.issues }, 'GitHub sandbox listens');
  return {
    ...control,
    url,
    org: settings.org,
    token: settings.token,
    async close() {
      sender.close();
      await app.close();
    },
  };
}
