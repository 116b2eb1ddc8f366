import type { FastifyInstance } from 'fastify';
import { createMilestone, deleteMilestone, editMilestone, type MilestoneEdit } from '../changes/milestone-changes.ts';
import { invalid, notFound } from '../changes/refusal.ts';
import type { Organisation } from '../model/organisation.ts';
import { seconds } from '../model/time.ts';
import { renderMilestone } from '../render/render-issue.ts';
import { bodyOf, numberParam, oneOf, repositoryOf, textField } from './lookup.ts';
import { pagePlace, sendJson, sendList, setLinks, slicePage } from './paging.ts';

export function milestoneRoutes(app: FastifyInstance, organisation: Organisation): void {
  app.get('/repos/:owner/:repo/milestones', (request, reply) => {
    const repository = repositoryOf(organisation, request);
    const state = oneOf(request, 'state', ['open', 'closed', 'all']);
    // By due date, those without one last.
    const milestones = [...repository.milestones.values()]
      .filter((milestone) => state === 'all' || milestone.state === state)
      .sort((a, b) => (a.dueOn ?? Infinity) - (b.dueOn ?? Infinity) || a.number - b.number);
    const place = pagePlace(request);
    setLinks(request, reply, place, milestones.length);
    return sendList(
      reply,
      slicePage(milestones, place, oneOf(request, 'direction', ['asc', 'desc'])).map((milestone) =>
        renderMilestone(organisation, repository, milestone),
      ),
    );
  });

  app.get('/repos/:owner/:repo/milestones/:number', (request, reply) => {
    const repository = repositoryOf(organisation, request);
    const milestone = repository.milestones.get(numberParam(request, 'number'));
    if (milestone === undefined) throw notFound();
    return sendJson(reply, renderMilestone(organisation, repository, milestone));
  });

  app.post('/repos/:owner/:repo/milestones', (request, reply) => {
    const repository = repositoryOf(organisation, request);
    const body = bodyOf(request);
    const milestone = createMilestone(
      organisation,
      repository,
      { ...editOf(body), title: textField(body, 'Milestone', 'title') },
      organisation.viewer,
    );
    return sendJson(reply, renderMilestone(organisation, repository, milestone), 201);
  });

  app.patch('/repos/:owner/:repo/milestones/:number', (request, reply) => {
    const repository = repositoryOf(organisation, request);
    const milestone = editMilestone(
      organisation,
      repository,
      numberParam(request, 'number'),
      editOf(bodyOf(request)),
      organisation.viewer,
    );
    return sendJson(reply, renderMilestone(organisation, repository, milestone));
  });

  app.delete('/repos/:owner/:repo/milestones/:number', (request, reply) => {
    deleteMilestone(
      organisation,
      repositoryOf(organisation, request),
      numberParam(request, 'number'),
      organisation.viewer,
    );
    return reply.code(204).send();
  });
}

function editOf({ title, description, state, due_on: dueOn }: Readonly<Record<string, unknown>>): MilestoneEdit {
  const due = typeof dueOn === 'string' ? new Date(dueOn) : null;
  if (due !== null && Number.isNaN(due.getTime())) throw invalid('Milestone', 'due_on', 'invalid');
  return {
    ...(typeof title === 'string' ? { title } : {}),
    ...(typeof description === 'string' || description === null ? { description } : {}),
    ...(state === 'open' || state === 'closed' ? { state } : {}),
    ...(dueOn === undefined ? {} : { dueOn: due === null ? null : seconds(due) }),
  };
}
