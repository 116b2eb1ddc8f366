import type { FastifyInstance } from 'fastify';
import type { FaultPlan, FaultSpec } from './fault-plan.ts';
import type { FixedWindow } from './fixed-window.ts';
import type { RequestLog } from './request-log.ts';
import type { WebhookFaults } from './webhook-faults.ts';
import type { WebhookSender } from './webhook-sender.ts';

/** What every simulator can be told from outside. */
export interface SandboxControl {
  readonly log: RequestLog;
  readonly faults: FaultPlan;
  readonly webhooks: WebhookSender;
  /** Null: it sets no limit. */
  readonly rateLimit: Pick<FixedWindow, 'drainTo' | 'state'> | null;
  /** What people do there all day, at a steady rate, until the signal. */
  runEdits(options: {
    readonly ratePerSecond: number;
    readonly signal: AbortSignal;
    readonly seed: number;
  }): Promise<number>;
}

/**
 * The control object for other processes, as far as simulators are alike: under /_sandbox, without credentials, limits
 * or faults. `refusal`: an error that the simulator answers as a bad request.
 */
export function sandboxControlRoutes(
  app: FastifyInstance,
  control: SandboxControl,
  refusal: (message: string) => Error,
): void {
  const runs = new Map<number, AbortController>();
  const { log, faults, webhooks, rateLimit } = control;

  app.get('/_sandbox/log', (request, reply) => {
    const { limit, pattern } = request.query as { limit?: string; pattern?: string };
    return reply.send({
      total: log.total,
      routes: Object.fromEntries(log.routes),
      counts: Object.fromEntries(log.counts(new RegExp(pattern ?? ''))),
      recent: log.recent(Number(limit ?? 100)),
    });
  });
  app.delete('/_sandbox/log', (_request, reply) => {
    log.clear();
    return reply.code(204).send();
  });
  app.get('/_sandbox/faults', (_request, reply) =>
    reply.send(faults.list().map(({ id, spec, remaining }) => ({ id, ...spec, remaining }))),
  );
  app.post('/_sandbox/faults', (request, reply) => reply.code(201).send({ id: faults.add(request.body as FaultSpec) }));
  app.delete('/_sandbox/faults', (_request, reply) => {
    faults.clear();
    return reply.code(204).send();
  });
  app.post('/_sandbox/webhooks', (request, reply) => {
    webhooks.setFaults(request.body as Partial<WebhookFaults>);
    return reply.send(webhooks.faults);
  });
  app.get('/_sandbox/webhooks', (_request, reply) =>
    reply.send({ faults: webhooks.faults, pending: webhooks.pending }),
  );
  if (rateLimit)
    app.post('/_sandbox/rate-limit', (request, reply) => {
      rateLimit.drainTo((request.body as { remaining: number }).remaining);
      return reply.send(rateLimit.state());
    });

  app.post('/_sandbox/edits', (request, reply) => {
    const { ratePerSecond, seconds } = request.body as { ratePerSecond: number; seconds?: number };
    if (!(ratePerSecond > 0)) throw refusal('ratePerSecond must be above 0');
    const id = runs.size + 1;
    const stop = new AbortController();
    runs.set(id, stop);
    const signal =
      seconds === undefined ? stop.signal : AbortSignal.any([stop.signal, AbortSignal.timeout(seconds * 1_000)]);
    void control.runEdits({ ratePerSecond, signal, seed: id });
    return reply.code(202).send({ id });
  });
  app.delete('/_sandbox/edits', (_request, reply) => {
    for (const stop of runs.values()) stop.abort();
    return reply.code(204).send();
  });
  app.addHook('onClose', async () => {
    for (const stop of runs.values()) stop.abort();
  });
}
