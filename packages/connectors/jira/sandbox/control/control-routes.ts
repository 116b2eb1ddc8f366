import type { FaultSpec, WebhookFaults } from '@syncline/sandbox';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../changes/refusal.ts';
import type { JiraSandboxControl } from './control.ts';
import type { IssueEdit } from './edits.ts';

/** The control object for other processes: under /_sandbox, without credentials, limits or faults. */
export function controlRoutes(app: FastifyInstance, control: JiraSandboxControl): void {
  const runs = new Map<number, AbortController>();

  app.get('/_sandbox/log', (request, reply) => {
    const { limit, pattern } = request.query as { limit?: string; pattern?: string };
    return reply.send({
      total: control.log.total,
      routes: Object.fromEntries(control.log.routes),
      counts: Object.fromEntries(control.log.counts(new RegExp(pattern ?? ''))),
      recent: control.log.recent(Number(limit ?? 100)),
    });
  });
  app.delete('/_sandbox/log', (_request, reply) => {
    control.log.clear();
    return reply.code(204).send();
  });
  app.get('/_sandbox/faults', (_request, reply) =>
    reply.send(control.faults.list().map(({ id, spec, remaining }) => ({ id, ...spec, remaining }))),
  );
  app.post('/_sandbox/faults', (request, reply) =>
    reply.code(201).send({ id: control.faults.add(request.body as FaultSpec) }),
  );
  app.delete('/_sandbox/faults', (_request, reply) => {
    control.faults.clear();
    return reply.code(204).send();
  });
  app.post('/_sandbox/webhooks', (request, reply) => {
    control.webhooks.setFaults(request.body as Partial<WebhookFaults>);
    return reply.send(control.webhooks.faults);
  });
  app.get('/_sandbox/webhooks', (_request, reply) =>
    reply.send({ faults: control.webhooks.faults, pending: control.webhooks.pending }),
  );
  app.post('/_sandbox/rate-limit', (request, reply) => {
    control.rateLimit.drainTo((request.body as { remaining: number }).remaining);
    return reply.send(control.rateLimit.state());
  });
  app.post('/_sandbox/search-lag', (request, reply) => {
    control.setSearchLag((request.body as { ms: number }).ms);
    return reply.code(204).send();
  });
  app.post('/_sandbox/workflow', (request, reply) => {
    control.setWorkflow(request.body as Record<string, string[]>);
    return reply.code(204).send();
  });

  app.get('/_sandbox/projects', (_request, reply) =>
    reply.send(control.projects().map((key) => ({ id: control.projectId(key), key, issues: control.issueCount(key) }))),
  );
  app.get('/_sandbox/issues/:key', (request, reply) => reply.send([...control.issues(keyOf(request))]));
  app.post('/_sandbox/issues/:key', (request, reply) =>
    reply.code(201).send(control.createIssue(keyOf(request), request.body as IssueEdit & { summary: string })),
  );
  app.patch('/_sandbox/issues/:key', (request, reply) =>
    reply.send(control.editIssue(keyOf(request), request.body as IssueEdit)),
  );
  app.delete('/_sandbox/issues/:key', (request, reply) => {
    control.deleteIssue(keyOf(request));
    return reply.code(204).send();
  });
  app.post('/_sandbox/issues/:key/comments', (request, reply) =>
    reply.code(201).send(control.createComment(keyOf(request), (request.body as { body: string }).body)),
  );

  app.post('/_sandbox/edits', (request, reply) => {
    const { ratePerSecond, seconds } = request.body as { ratePerSecond: number; seconds?: number };
    if (!(ratePerSecond > 0)) throw new Refusal(400, 'ratePerSecond must be above 0');
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

/** A project's key, or an issue's id or key. */
function keyOf(request: FastifyRequest): string {
  return (request.params as { key?: string }).key ?? '';
}
