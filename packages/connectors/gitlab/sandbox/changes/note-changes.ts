import type { Instance } from '../model/instance.ts';
import type { SandboxEpic, SandboxIssue, SandboxNote, SandboxUser } from '../model/records.ts';
import { carryOutCommands, type Input } from './input.ts';
import { editIssue, touchIssue } from './issue-changes.ts';
import { badParameter, Refusal } from './refusal.ts';
import { tellOfNote } from './tell.ts';

/** What a note is on. */
export type NoteSubject =
  | { readonly on: 'issue'; readonly issue: SandboxIssue }
  | { readonly on: 'epic'; readonly epic: SandboxEpic };

export function createNote(instance: Instance, subject: NoteSubject, input: Input, by: SandboxUser): SandboxNote {
  const { body, event } = bodyIn(input);
  const now = instance.nowMs();
  const note: SandboxNote = {
    id: instance.notes.takeId(),
    on: subject.on,
    subjectId: subject.on === 'issue' ? subject.issue.id : subject.epic.id,
    authorId: by.id,
    body,
    system: false,
    internal: input['internal'] === true,
    createdAt: now,
    updatedAt: now,
  };
  instance.notes.put(note);
  touch(instance, subject);
  tellOfNote(instance, subject, note, 'create');
  if (event !== undefined && subject.on === 'issue') editIssue(instance, subject.issue, { state_event: event }, by);
  return note;
}

export function editNote(instance: Instance, subject: NoteSubject, note: SandboxNote, input: Input): SandboxNote {
  const edited = { ...note, body: bodyIn(input).body, updatedAt: instance.nowMs() };
  instance.notes.put(edited);
  touch(instance, subject);
  tellOfNote(instance, subject, edited, 'update');
  return edited;
}

/** GitLab sends no webhook of it. */
export function deleteNote(instance: Instance, note: SandboxNote): void {
  instance.notes.remove(note);
}

function touch(instance: Instance, subject: NoteSubject): void {
  if (subject.on === 'issue') touchIssue(instance, subject.issue);
  else instance.epics.set(subject.epic.id, { ...subject.epic, updatedAt: instance.nowMs() });
}

function bodyIn(input: Input): { readonly body: string; readonly event?: string } {
  const { body } = input;
  if (typeof body !== 'string') throw badParameter('body is missing');
  const { text, event } = carryOutCommands(body);
  if ((text ?? '').trim() === '') throw new Refusal(400, `400 Bad request - Note {:note=>["can't be blank"]}`);
  return { body: text ?? '', ...(event !== undefined && { event }) };
}
