import { FaultPlan, FixedWindow, Journal, RequestLog, WebhookSender } from '@syncline/sandbox';
import { createControl, type ZohoSandboxControl } from './control/control.ts';
import { controlRoutes } from './control/control-routes.ts';
import { Organisation } from './model/organisation.ts';
import { recordId } from './model/row.ts';
import { settingsFrom, type ZohoSandboxOptions } from './options.ts';
import { createServer } from './server.ts';
import { Tokens } from './tokens.ts';
import { Channels } from './webhooks/channels.ts';

export interface ZohoSandbox extends ZohoSandboxControl {
  /** The base address for a client, without a slash at the end; it answers for tokens as well. */
  readonly url: string;
  readonly token: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
  /** For the setting of that name: quotes are not made without a line. */
  readonly quoteProduct: string;
  /** Stops listening and cuts what is open. */
  close(): Promise<void>;
}

const CREDITS = { limit: 50_000, windowMs: 86_400_000 };

/** Starts a simulated Zoho CRM with one organisation in it. */
export async function createZohoSandbox(options: ZohoSandboxOptions = {}): Promise<ZohoSandbox> {
  const journal =
    options.journalFile === undefined
      ? null
      : new Journal({
          file: options.journalFile,
          world: { seed: options.seed ?? 1, accounts: options.accounts ?? null },
          reads: /\/crm\/v8\/coql/,
        });
  const settings = settingsFrom(journal ? { ...options, clock: journal.clock } : options);
  const organisation = new Organisation(settings);
  const sender = new WebhookSender({ timeoutMs: options.webhookTimeoutMs ?? 10_000, seed: settings.seed });
  const channels = new Channels(organisation, sender);
  organisation.onChange = (change) => channels.publish(change);
  const faults = new FaultPlan();
  const log = new RequestLog();
  const { limit, windowMs } = options.credits ?? CREDITS;
  const credits = new FixedWindow(limit, windowMs, settings.now);
  const tokens = new Tokens(settings.token);
  const app = createServer(organisation, channels, { tokens, now: settings.now, faults, log, credits });
  const control = createControl({ organisation, channels, sender, faults, log, credits, tokens });
  controlRoutes(app, control);
  await journal?.replay(app, sender);
  const url = await app.listen({ host: options.host ?? '127.0.0.1', port: options.port ?? 0 });
  options.logger?.info({ url }, 'Zoho sandbox listens');
  const { token, clientId, clientSecret, refreshToken } = settings;
  return {
    ...control,
    url,
    token,
    clientId,
    clientSecret,
    refreshToken,
    quoteProduct: recordId('14', 0),
    async close() {
      sender.close();
      await app.close();
    },
  };
}
