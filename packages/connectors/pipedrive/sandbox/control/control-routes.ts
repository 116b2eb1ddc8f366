import { sandboxControlRoutes } from '@syncline/sandbox';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Written } from '../changes/changes.ts';
import { Refusal } from '../changes/refusal.ts';
import type { Values } from '../model/records.ts';
import type { PipedriveSandboxControl } from './control.ts';

/** The control object for other processes: under /_sandbox, without credentials, limits or faults. */
export function controlRoutes(app: FastifyInstance, control: PipedriveSandboxControl): void {
  sandboxControlRoutes(app, control, (message) => new Refusal(400, message));

  app.get('/_sandbox/records/:entity', (request, reply) => reply.send(control.records(entityOf(request))));
  app.post('/_sandbox/records/:entity', (request, reply) =>
    reply.code(201).send(control.create(entityOf(request), request.body as Values)),
  );
  app.patch('/_sandbox/records/:entity/:id', (request, reply) =>
    reply.send(control.edit(entityOf(request), idOf(request), request.body as Values)),
  );
  app.delete('/_sandbox/records/:entity/:id', (request, reply) => {
    control.delete(entityOf(request), idOf(request));
    return reply.code(204).send();
  });
}

const ENTITIES: readonly Written[] = ['organizations', 'persons', 'deals', 'activities', 'notes'];

function entityOf(request: FastifyRequest): Written {
  const { entity = '' } = request.params as Readonly<Record<string, string>>;
  const found = ENTITIES.find((each) => each === entity);
  if (found === undefined) throw new Refusal(404, `no records ${entity}`);
  return found;
}

function idOf(request: FastifyRequest): number {
  return Number((request.params as Readonly<Record<string, string>>)['id']);
}
