import type { FastifyInstance, FastifyRequest } from 'fastify';
import { createNote, deleteNote, editNote, type NoteSubject } from '../changes/note-changes.ts';
import { notFound, Refusal } from '../changes/refusal.ts';
import type { Instance } from '../model/instance.ts';
import type { SandboxNote } from '../model/records.ts';
import { renderNote } from '../render/render-issue.ts';
import { bodyOf, epicsGroupOf, issueOf, param, query, sendList } from './reading.ts';

/** Notes of issues go by the issue's number, those of epics by the epic's id. */
export function noteRoutes(app: FastifyInstance, instance: Instance): void {
  routesOf(app, instance, '/api/v4/projects/:id/issues/:iid/notes', (request) => ({
    on: 'issue',
    issue: issueOf(instance, request),
  }));
  routesOf(app, instance, '/api/v4/groups/:id/epics/:epic/notes', (request) => {
    const group = epicsGroupOf(instance, request);
    const epic = instance.epics.get(Number(param(request, 'epic')));
    if (epic?.group.id !== group.id) throw new Refusal(404, '404 Not found');
    return { on: 'epic', epic };
  });
}

function routesOf(
  app: FastifyInstance,
  instance: Instance,
  at: string,
  subjectOf: (request: FastifyRequest) => NoteSubject,
): void {
  const notesOf = (subject: NoteSubject) =>
    instance.notes.of(subject.on, subject.on === 'issue' ? subject.issue.id : subject.epic.id);
  const noteOf = (request: FastifyRequest): SandboxNote => {
    const note = notesOf(subjectOf(request)).find(({ id }) => id === Number(param(request, 'note')));
    if (!note) throw notFound('Note');
    return note;
  };
  const render = (subject: NoteSubject) => (note: SandboxNote) =>
    subject.on === 'issue'
      ? renderNote(instance, note, subject.issue.iid, instance.projectOf(subject.issue).place.id)
      : renderNote(instance, note, subject.epic.iid, null);

  app.get(at, (request, reply) => {
    const subject = subjectOf(request);
    const notes = [...notesOf(subject)].sort((a, b) => a.createdAt - b.createdAt || a.id - b.id);
    if (query(request, 'sort') !== 'asc') notes.reverse();
    return sendList(instance, request, reply, notes, render(subject));
  });
  app.get(`${at}/:note`, (request, reply) => reply.send(render(subjectOf(request))(noteOf(request))));
  app.post(at, (request, reply) => {
    const subject = subjectOf(request);
    return reply.code(201).send(render(subject)(createNote(instance, subject, bodyOf(request), instance.viewer)));
  });
  app.put(`${at}/:note`, (request, reply) => {
    const subject = subjectOf(request);
    return reply.send(render(subject)(editNote(instance, subject, noteOf(request), bodyOf(request))));
  });
  app.delete(`${at}/:note`, (request, reply) => {
    deleteNote(instance, noteOf(request));
    return reply.code(204).send();
  });
}
