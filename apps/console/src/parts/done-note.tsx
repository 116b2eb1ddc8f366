import { Undo, type UndoOf } from './undo.tsx';

/** What was done just now, in words, and what takes it back. */
export interface Decision {
  readonly text: string;
  readonly undo?: UndoOf;
}

/** What was done, with the way back. */
export function DoneNote({ done, onDone }: { readonly done: Decision; readonly onDone: (done: Decision) => void }) {
  return (
    <div className="done-note">
      <p role="status">{done.text}</p>
      {done.undo && <Undo key={`${done.undo.of} ${done.undo.id}`} {...done.undo} onDone={onDone} />}
    </div>
  );
}
