import {
  createSalesforceSandbox,
  type SalesforceSandbox,
  type SalesforceSandboxOptions,
} from '@syncline/connector-salesforce/sandbox';
import { FaultPlan, FixedWindow, guardRequests, RequestLog, WebhookSender } from '@syncline/sandbox';
import Fastify, { type FastifyReply } from 'fastify';
import { carryOut, type ProxyCall } from './carry-out.ts';
import { Triggers } from './triggers.ts';

export interface ComposioSandboxOptions {
  /** The organisation behind the connected account. */
  readonly salesforce?: SalesforceSandboxOptions;
  readonly token?: string;
  /** 0: a free one. */
  readonly port?: number;
  readonly host?: string;
  readonly rateLimit?: { readonly limit: number; readonly windowMs: number };
  /** What waits between the tries of a delivery. */
  readonly webhookRetryMs?: readonly number[];
}

/** A project at Composio with one connected account, and the Salesforce organisation that it is of. */
export interface ComposioSandbox {
  readonly url: string;
  readonly token: string;
  readonly connectedAccountId: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly salesforce: SalesforceSandbox;
  /** What goes wrong at Composio; what goes wrong at Salesforce is the other one's. */
  readonly faults: FaultPlan;
  readonly log: RequestLog;
  /** What the network does to deliveries on their way out. */
  readonly webhooks: WebhookSender;
  /** Triggers for what is made and changed, told to an address. Of deletes nothing is told. */
  subscribe(subscription: { readonly url: string; readonly secret: string }): void;
  /** The account's credentials lapse, or stand again. */
  setStatus(status: 'ACTIVE' | 'EXPIRED' | 'INACTIVE'): void;
  /** So many of the next calls are answered with 200 and not carried out. */
  failQuietly(times: number): void;
  close(): Promise<void>;
}

const UNLIMITED = { limit: 1_000_000, windowMs: 1_000 };

/** Starts a simulated Composio: its proxy carries requests to a simulated Salesforce with that one's credentials. */
export async function createComposioSandbox(options: ComposioSandboxOptions = {}): Promise<ComposioSandbox> {
  const salesforce = await createSalesforceSandbox({
    ...options.salesforce,
    rateLimit: { limit: 10_000_000, windowMs: 86_400_000 },
  });
  const token = options.token ?? 'sandbox-token';
  const connectedAccountId = 'ca_sandbox1';
  const faults = new FaultPlan();
  const log = new RequestLog();
  const now = (): Date => new Date();
  const { limit, windowMs } = options.rateLimit ?? UNLIMITED;
  const quota = new FixedWindow(limit, windowMs, now);
  const sender = new WebhookSender({ timeoutMs: 10_000 });
  const triggers = new Triggers(sender, connectedAccountId, options.webhookRetryMs);
  let status = 'ACTIVE';
  let quietFailures = 0;
  const app = Fastify({ logger: false, forceCloseConnections: true, bodyLimit: 8 * 1024 * 1024 });
  guardRequests(app, {
    now,
    faults,
    log,
    admit(request, reply) {
      if (request.headers['x-api-key'] !== token) return refuse(reply, 401, 'Invalid API key');
      return quota.take() ? undefined : refuse(reply, 429, 'Rate limit exceeded');
    },
    refuseFault: (reply, code) => refuse(reply, code, 'Something went wrong'),
    refuseRate: (reply) => refuse(reply, 429, 'Rate limit exceeded'),
  });
  app.get<{ Params: { id: string } }>('/api/v3/connected_accounts/:id', (request, reply) => {
    if (request.params.id !== connectedAccountId) return refuse(reply, 404, 'Connected account not found');
    return reply.send({ id: connectedAccountId, status, toolkit: { slug: 'salesforce' }, is_disabled: false });
  });
  app.post<{ Body: ProxyCall }>('/api/v3/tools/execute/proxy', async (request, reply) => {
    const call = request.body;
    if (call.connected_account_id !== connectedAccountId) return refuse(reply, 404, 'Connected account not found');
    if (status !== 'ACTIVE') return refuse(reply, 401, `Connected account is ${status}`);
    if (!call.endpoint.startsWith(salesforce.url)) return refuse(reply, 400, 'The endpoint is not of the toolkit');
    if (quietFailures > 0) {
      quietFailures -= 1;
      return reply.send({ data: null, successful: false, error: 'The tool could not be executed' });
    }
    const answer = await carryOut(call, salesforce.token);
    return answer === null ? refuse(reply, 502, 'The toolkit did not answer') : reply.send(answer);
  });
  app.post<{ Body: Parameters<Triggers['told']>[0] }>('/_sandbox/callouts', (request, reply) => {
    triggers.told(request.body);
    return reply.code(204).send();
  });
  const url = await app.listen({ host: options.host ?? '127.0.0.1', port: options.port ?? 0 });
  return {
    url,
    token,
    connectedAccountId,
    settings: {
      toolkit: 'salesforce',
      connectedAccountId,
      vendorUrl: salesforce.url,
      vendorSettings: { organizationId: salesforce.organizationId, seesAllRecords: true },
    },
    salesforce,
    faults,
    log,
    webhooks: sender,
    subscribe(subscription) {
      triggers.subscribe(subscription);
      salesforce.hooks.add({ url: `${url}/_sandbox/callouts`, secret: 'between the two' });
    },
    setStatus: (next) => {
      status = next;
    },
    failQuietly: (times) => {
      quietFailures = times;
    },
    async close() {
      sender.close();
      await app.close();
      await salesforce.close();
    },
  };
}

/** As the description has errors: components/schemas/Error. */
function refuse(reply: FastifyReply, status: number, message: string): FastifyReply {
  return reply
    .code(status)
    .send({ error: { message, code: status, slug: 'sandbox', status, request_id: 'req_1', suggested_fix: '' } });
}
