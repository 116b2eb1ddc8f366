import { sandboxControlRoutes } from '@syncline/sandbox';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../changes/refusal.ts';
import type { TrelloSandboxControl } from './control.ts';
import type { CardEdit } from './edits.ts';

/** The control object for other processes: under /_sandbox, without credentials, limits or faults. */
export function controlRoutes(app: FastifyInstance, control: TrelloSandboxControl): void {
  sandboxControlRoutes(app, control, (message) => new Refusal(400, message));

  app.get('/_sandbox/boards', (_request, reply) => reply.send(control.boards()));
  app.get('/_sandbox/records/:board', (request, reply) => reply.send(control.cards(param(request))));
  app.post('/_sandbox/records/:board', (request, reply) =>
    reply.code(201).send(control.createCard(param(request), request.body as CardEdit & { name: string })),
  );
  app.patch('/_sandbox/records/:board/:id', (request, reply) =>
    reply.send(control.editCard(param(request, 'id'), request.body as CardEdit)),
  );
  app.delete('/_sandbox/records/:board/:id', (request, reply) => {
    control.deleteCard(param(request, 'id'));
    return reply.code(204).send();
  });
  app.post('/_sandbox/records/:board/:id/comments', (request, reply) =>
    reply.code(201).send(control.createComment(param(request, 'id'), (request.body as { body: string }).body)),
  );
}

function param(request: FastifyRequest, name = 'board'): string {
  return (request.params as Readonly<Record<string, string>>)[name] ?? '';
}
