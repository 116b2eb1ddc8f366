import { FIRST_NEW_NOTE_ID } from './ids.ts';
import type { SandboxNote } from './records.ts';

/** Notes by what they are on: seeded ones are worked out until somebody changes them. */
export class NoteStore {
  readonly #seeded: (on: SandboxNote['on'], subjectId: number) => readonly SandboxNote[];
  readonly #changed = new Map<string, readonly SandboxNote[]>();
  #nextId = FIRST_NEW_NOTE_ID;

  constructor(seeded: (on: SandboxNote['on'], subjectId: number) => readonly SandboxNote[]) {
    this.#seeded = seeded;
  }

  /** Oldest first. */
  of(on: SandboxNote['on'], subjectId: number): readonly SandboxNote[] {
    return this.#changed.get(`${on}/${subjectId}`) ?? this.#seeded(on, subjectId);
  }

  takeId(): number {
    this.#nextId += 1;
    return this.#nextId;
  }

  put(note: SandboxNote): void {
    const others = this.of(note.on, note.subjectId);
    const isKnown = others.some(({ id }) => id === note.id);
    const kept = isKnown ? others.map((other) => (other.id === note.id ? note : other)) : [...others, note];
    this.#changed.set(`${note.on}/${note.subjectId}`, kept);
  }

  remove({ on, subjectId, id }: SandboxNote): void {
    this.#changed.set(
      `${on}/${subjectId}`,
      this.of(on, subjectId).filter((note) => note.id !== id),
    );
  }

  forget(on: SandboxNote['on'], subjectId: number): void {
    this.#changed.set(`${on}/${subjectId}`, []);
  }
}
