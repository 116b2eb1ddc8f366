import { FaultPlan, FixedWindow, guardRequests, RequestLog, WebhookSender } from '@syncline/sandbox';
import Fastify, { type FastifyReply } from 'fastify';
import { carryOut, type ProxyCall } from './carry-out.ts';
import { type Seen, Triggers } from './triggers.ts';

export interface GatewayOptions {
  readonly token?: string;
  /** 0: a free one. */
  readonly port?: number;
  readonly host?: string;
  readonly rateLimit?: { readonly limit: number; readonly windowMs: number };
  /** What waits between the tries of a delivery. */
  readonly webhookRetryMs?: readonly number[];
}

/** The CRM behind the connected account. */
interface Behind {
  readonly toolkit: string;
  readonly url: string;
  readonly token: string;
  readonly vendorSettings: Readonly<Record<string, unknown>>;
  /** Has its changes sent to an address. */
  tell(url: string): void;
  /** What triggers make of what it sends. */
  seen(body: unknown): readonly Seen[];
  close(): Promise<void>;
}

export type Gateway = Awaited<ReturnType<typeof startGateway>>;

const UNLIMITED = { limit: 1_000_000, windowMs: 1_000 };

/** A project at Composio with one connected account: its proxy carries requests to the CRM with that one's credentials. */
export async function startGateway(behind: Behind, options: GatewayOptions) {
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
    return reply.send({ id: connectedAccountId, status, toolkit: { slug: behind.toolkit }, is_disabled: false });
  });
  app.post<{ Body: ProxyCall }>('/api/v3/tools/execute/proxy', async (request, reply) => {
    const call = request.body;
    if (call.connected_account_id !== connectedAccountId) return refuse(reply, 404, 'Connected account not found');
    if (status !== 'ACTIVE') return refuse(reply, 401, `Connected account is ${status}`);
    if (!call.endpoint.startsWith(behind.url)) return refuse(reply, 400, 'The endpoint is not of the toolkit');
    if (quietFailures > 0) {
      quietFailures -= 1;
      return reply.send({ data: null, successful: false, error: 'The tool could not be executed' });
    }
    const answer = await carryOut(call, behind.token);
    return answer === null ? refuse(reply, 502, 'The toolkit did not answer') : reply.send(answer);
  });
  app.post('/_sandbox/callouts', (request, reply) => {
    triggers.told(behind.seen(request.body));
    return reply.code(204).send();
  });
  const url = await app.listen({ host: options.host ?? '127.0.0.1', port: options.port ?? 0 });
  return {
    url,
    token,
    connectedAccountId,
    settings: {
      toolkit: behind.toolkit,
      connectedAccountId,
      vendorUrl: behind.url,
      vendorSettings: behind.vendorSettings,
    } as Readonly<Record<string, unknown>>,
    /** What goes wrong at Composio; what goes wrong at the CRM is the other one's. */
    faults,
    log,
    /** What the network does to deliveries on their way out. */
    webhooks: sender,
    /** Triggers for what is made and changed, told to an address. Of deletes nothing is told. */
    subscribe(subscription: { readonly url: string; readonly secret: string }): void {
      triggers.subscribe(subscription);
      behind.tell(`${url}/_sandbox/callouts`);
    },
    /** The account's credentials lapse, or stand again. */
    setStatus: (next: 'ACTIVE' | 'EXPIRED' | 'INACTIVE'): void => {
      status = next;
    },
    /** So many of the next calls are answered with 200 and not carried out. */
    failQuietly: (times: number): void => {
      quietFailures = times;
    },
    async close(): Promise<void> {
      sender.close();
      await app.close();
      await behind.close();
    },
  };
}

/** As the description has errors: components/schemas/Error. */
function refuse(reply: FastifyReply, status: number, message: string): FastifyReply {
  return reply
    .code(status)
    .send({ error: { message, code: status, slug: 'sandbox', status, request_id: 'req_1', suggested_fix: '' } });
}
