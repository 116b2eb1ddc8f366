import { FaultPlan, FixedWindow, Journal, RequestLog, WebhookSender } from '@syncline/sandbox';
import { createControl, type PipedriveSandboxControl } from './control/control.ts';
import { controlRoutes } from './control/control-routes.ts';
import { TokenBudget } from './limits/token-budget.ts';
import { Company } from './model/company.ts';
import { type PipedriveSandboxOptions, settingsFrom } from './options.ts';
import { createServer } from './server.ts';
import { Tokens } from './tokens.ts';
import { Hooks } from './webhooks/hooks.ts';

export interface PipedriveSandbox extends PipedriveSandboxControl {
  /** The base address for a client, without a slash at the end. */
  readonly url: string;
  readonly token: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
  /** Stops listening and cuts what is open. */
  close(): Promise<void>;
}

const RATE_LIMIT = { limit: 30_000, windowMs: 86_400_000 };
const BURST_MS = 2_000;
const SEARCH_LAG_MS = 1_000;
const RETRY_MS = [3_000, 30_000, 150_000];

/** Starts a simulated Pipedrive. */
export async function createPipedriveSandbox(options: PipedriveSandboxOptions = {}): Promise<PipedriveSandbox> {
  const journal =
    options.journalFile === undefined
      ? null
      : new Journal({
          file: options.journalFile,
          world: { seed: options.seed ?? 1, persons: options.persons ?? null },
        });
  const settings = settingsFrom(journal ? { ...options, clock: journal.clock } : options);
  const tokens = new Tokens({
    token: options.token ?? 'sandbox-token',
    clientId: options.clientId ?? 'sandbox-client',
    clientSecret: options.clientSecret ?? 'sandbox-client-secret',
    refreshToken: options.refreshToken ?? 'sandbox-refresh-token',
  });
  const company = new Company(settings);
  const sender = new WebhookSender({ timeoutMs: options.webhookTimeoutMs ?? 10_000, seed: settings.seed });
  const hooks = new Hooks(company, sender, options.webhookRetryMs ?? RETRY_MS);
  const faults = new FaultPlan();
  const log = new RequestLog();
  const { limit, windowMs } = options.rateLimit ?? RATE_LIMIT;
  const budget = new TokenBudget(limit, windowMs, settings.now);
  const burst = new FixedWindow(options.burst ?? 20, BURST_MS, settings.now);
  const cutOffAfter = options.cutOffAfter ?? 50;
  const guard = { tokens, now: settings.now, faults, log, budget, burst, cutOffAfter };
  const app = createServer(company, hooks, guard, options.searchLagMs ?? SEARCH_LAG_MS);
  const control = createControl({ company, hooks, sender, faults, log, budget, tokens });
  controlRoutes(app, control);
  company.onChange = (change) => hooks.publish(change);
  await journal?.replay(app, sender);
  const url = await app.listen({ host: options.host ?? '127.0.0.1', port: options.port ?? 0 });
  const { token, clientId, clientSecret, refreshToken } = tokens;
  return {
    ...control,
    url,
    token,
    clientId,
    clientSecret,
    refreshToken,
    async close() {
      hooks.close();
      sender.close();
      await app.close();
    },
  };
}
