import type { FastifyInstance } from 'fastify';
import { Refusal } from '../changes/refusal.ts';
import type { Site } from '../model/site.ts';
import { renderBoard, renderSprint } from '../render/render-plan.ts';
import { params, query, sendPage } from './reading.ts';

/** Boards and sprints: each project has one board. */
export function agileRoutes(app: FastifyInstance, site: Site): void {
  app.get('/rest/agile/1.0/board', (request, reply) => {
    const wanted = query(request, 'projectKeyOrId');
    const project = wanted === undefined ? undefined : site.project(wanted);
    if (wanted !== undefined && !project)
      throw new Refusal(400, `No project could be found with key or id '${wanted}'.`);
    const found = site.projects.filter((one) => project === undefined || one === project);
    return sendPage(
      site,
      request,
      reply,
      found.map(({ facts }) => renderBoard(site, facts.index + 1)),
      50,
    );
  });
  app.get('/rest/agile/1.0/board/:id', (request, reply) =>
    reply.send(renderBoard(site, boardId(params(request)['id']))),
  );
  app.get('/rest/agile/1.0/board/:id/sprint', (request, reply) => {
    const board = boardId(params(request)['id']);
    const found = [...site.sprints.values()].filter((sprint) => sprint.boardId === board);
    return sendPage(
      site,
      request,
      reply,
      found.map((sprint) => renderSprint(site, sprint)),
      50,
    );
  });
  app.get('/rest/agile/1.0/sprint/:id', (request, reply) => {
    const sprint = site.sprints.get(Number(params(request)['id']));
    if (!sprint) throw new Refusal(404, 'The requested sprint was not found or you do not have permission to view it.');
    return reply.send(renderSprint(site, sprint));
  });

  function boardId(text = ''): number {
    if (site.projects[Number(text) - 1] === undefined)
      throw new Refusal(
        404,
        'The requested board cannot be viewed because it either does not exist or you do not have permission to view it.',
      );
    return Number(text);
  }
}
