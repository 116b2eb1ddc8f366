import { sandboxControlRoutes } from '@syncline/sandbox';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../refusal.ts';
import type { ContactEdit, QuoSandboxControl } from './control.ts';

/** The control object for other processes: under /_sandbox, without credentials, limits or faults. */
export function controlRoutes(app: FastifyInstance, control: QuoSandboxControl): void {
  sandboxControlRoutes(app, control, (message) => new Refusal(400, message));

  app.get('/_sandbox/hooks', () => control.hooks.list());
  app.post('/_sandbox/hooks', (request, reply) =>
    reply.code(201).send(control.hooks.add(request.body as Parameters<typeof control.hooks.add>[0])),
  );
  app.delete('/_sandbox/hooks/:id', (request, reply) =>
    reply.code(control.hooks.remove(idOf(request)) ? 204 : 404).send(),
  );

  app.get('/_sandbox/records/contacts', () => control.contacts());
  app.get('/_sandbox/records/messages', () => control.messages());
  app.get('/_sandbox/records/calls', () => control.calls());
  app.post('/_sandbox/records/contacts', (request, reply) =>
    reply.code(201).send(control.createContact(request.body as ContactEdit)),
  );
  app.patch('/_sandbox/records/contacts/:id', (request) =>
    control.editContact(idOf(request), request.body as ContactEdit),
  );
  app.delete('/_sandbox/records/contacts/:id', (request, reply) => {
    control.deleteContact(idOf(request));
    return reply.code(204).send();
  });
  app.post('/_sandbox/records/messages', (request, reply) =>
    reply.code(201).send(control.text(request.body as Parameters<typeof control.text>[0])),
  );
  app.post('/_sandbox/records/calls', (request, reply) =>
    reply.code(201).send(control.call(request.body as Parameters<typeof control.call>[0])),
  );
}

function idOf(request: FastifyRequest): string {
  return (request.params as { readonly id: string }).id;
}
