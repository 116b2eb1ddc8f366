import { sandboxControlRoutes } from '@syncline/sandbox';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { IssueEdit } from '../changes/issue-changes.ts';
import { Refusal } from '../changes/refusal.ts';
import { sendJson } from '../routes/paging.ts';
import type { GitHubSandboxControl } from './control.ts';

/** The control object for other processes: under /_sandbox, without credentials, limits or faults. */
export function controlRoutes(app: FastifyInstance, control: GitHubSandboxControl): void {
  sandboxControlRoutes(app, control, (message) => new Refusal(422, message));

  app.post('/_sandbox/hooks/silence', (request, reply) => {
    const { silent = true } = request.body as { silent?: boolean };
    const all = [control.hooks.list(), ...control.repositories().map((name) => control.hooks.list(name))].flat();
    for (const hook of all) control.hooks.silence(hook, silent);
    return sendJson(reply, JSON.stringify({ silent, hooks: all.length }));
  });

  app.get('/_sandbox/repositories', (_request, reply) =>
    sendJson(reply, JSON.stringify(control.repositories().map((name) => ({ name, ...control.counts(name) })))),
  );
  app.get('/_sandbox/issues/:repo', (request, reply) => {
    const { after = '0', limit = '1000' } = request.query as { after?: string; limit?: string };
    const page: unknown[] = [];
    for (const issue of control.issues(place(request).repo)) {
      if (issue.number <= Number(after)) continue;
      page.push(issue);
      if (page.length >= Number(limit)) break;
    }
    return sendJson(reply, JSON.stringify(page));
  });
  app.post('/_sandbox/issues/:repo', (request, reply) =>
    sendJson(
      reply,
      JSON.stringify(control.createIssue(place(request).repo, request.body as IssueEdit & { title: string })),
      201,
    ),
  );
  app.patch('/_sandbox/issues/:repo/:number', (request, reply) => {
    const { repo, number } = place(request);
    return sendJson(reply, JSON.stringify(control.editIssue(repo, number, request.body as IssueEdit)));
  });
  app.delete('/_sandbox/issues/:repo/:number', (request, reply) => {
    const { repo, number } = place(request);
    control.deleteIssue(repo, number);
    return reply.code(204).send();
  });
  app.post('/_sandbox/issues/:repo/:number/transfer', (request, reply) => {
    const { repo, number } = place(request);
    return sendJson(
      reply,
      JSON.stringify(control.transferIssue(repo, number, (request.body as { to: string }).to)),
      201,
    );
  });
  app.post('/_sandbox/issues/:repo/:number/comments', (request, reply) => {
    const { repo, number } = place(request);
    return sendJson(
      reply,
      JSON.stringify(control.createComment(repo, number, (request.body as { body: string }).body)),
      201,
    );
  });

  app.patch('/_sandbox/projects/:project/items/:item', (request, reply) => {
    const { project, item } = request.params as { project: string; item: string };
    control.moveCard(Number(project), Number(item), (request.body as { status: string | null }).status);
    return reply.code(204).send();
  });
}

function place(request: FastifyRequest): { readonly repo: string; readonly number: number } {
  const { repo = '', number = '0' } = request.params as { repo?: string; number?: string };
  return { repo, number: Number(number) };
}
