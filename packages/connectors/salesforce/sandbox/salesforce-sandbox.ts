import { FaultPlan, FixedWindow, Journal, RequestLog, WebhookSender } from '@syncline/sandbox';
import { createControl, type SalesforceSandboxControl } from './control/control.ts';
import { controlRoutes } from './control/control-routes.ts';
import { Organisation } from './model/organisation.ts';
import { type SalesforceSandboxOptions, settingsFrom } from './options.ts';
import { createServer } from './server.ts';
import { Tokens } from './tokens.ts';
import { Callouts } from './webhooks/callouts.ts';
import { OutboundMessages } from './webhooks/outbound-messages.ts';

export interface SalesforceSandbox extends SalesforceSandboxControl {
  /** The base address for a client, without a slash at the end. */
  readonly url: string;
  readonly organizationId: string;
  /** A session that is open from the start. */
  readonly token: string;
  /** For client credentials and refresh tokens. */
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
  /** Stops listening and cuts what is open. */
  close(): Promise<void>;
}

/** Starts a simulated Salesforce with one organisation in it. */
export async function createSalesforceSandbox(options: SalesforceSandboxOptions = {}): Promise<SalesforceSandbox> {
  const journal =
    options.journalFile === undefined
      ? null
      : new Journal({
          file: options.journalFile,
          world: { seed: options.seed ?? 1, accounts: options.accounts ?? null },
        });
  const settings = settingsFrom(journal ? { ...options, clock: journal.clock } : options);
  const organisation = new Organisation(settings);
  const sender = new WebhookSender({ timeoutMs: options.webhookTimeoutMs ?? 10_000, seed: settings.seed });
  const callouts = new Callouts(organisation, sender);
  const outbound = new OutboundMessages(organisation, sender);
  organisation.onCommit = (changes) => {
    callouts.publish(changes);
    outbound.publish(changes);
  };
  const faults = new FaultPlan();
  const log = new RequestLog();
  const { limit, windowMs } = options.rateLimit ?? { limit: 100_000, windowMs: 86_400_000 };
  const primary = new FixedWindow(limit, windowMs, settings.now);
  const tokens = new Tokens(settings.token);
  const { app, jobs } = createServer(organisation, { tokens, now: settings.now, faults, log, primary });
  const control = createControl({ organisation, callouts, outbound, sender, faults, log, primary, tokens, jobs });
  controlRoutes(app, control);
  await journal?.replay(app, sender);
  const url = await app.listen({ host: options.host ?? '127.0.0.1', port: options.port ?? 0 });
  options.logger?.info({ url, org: settings.organizationId }, 'Salesforce sandbox listens');
  const { organizationId, token, clientId, clientSecret, refreshToken } = settings;
  return {
    ...control,
    url,
    organizationId,
    token,
    clientId,
    clientSecret,
    refreshToken,
    async close() {
      sender.close();
      await app.close();
    },
  };
}
