import { useState } from 'react';
import type { Item } from '../api/client.ts';
import { Act } from './act.tsx';

interface MergedProps {
  readonly item: Item;
  readonly busy: boolean;
  readonly onTake: (value: unknown) => void;
  readonly onLeave: () => void;
}

/** The value that is to stand, written by hand: text as text, all else as JSON. */
export function Merged({ item, busy, onTake, onLeave }: MergedProps) {
  const isText = [item.localValue, item.remoteValue, item.baseValue].every(
    (each) => each === null || each === undefined || typeof each === 'string',
  );
  const start = item.localValue ?? item.remoteValue;
  const [text, setText] = useState(() => (typeof start === 'string' ? start : JSON.stringify(start, null, 2)));
  const parsed = isText ? { value: text as unknown } : valueIn(text);
  return (
    <div className="merged">
      <label htmlFor="merged">The value that is to stand at all sides{isText ? '' : ', as JSON'}</label>
      <textarea
        id="merged"
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- it was asked for a moment ago
        autoFocus
        rows={isText && text.length < 80 ? 2 : 8}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="choices-row">
        <Act
          kind="main"
          busy={busy}
          refusal={parsed === null ? 'This is not JSON yet.' : null}
          onClick={() => parsed && onTake(parsed.value)}
        >
          Take this
        </Act>
        <Act onClick={onLeave}>Leave it</Act>
      </div>
    </div>
  );
}

function valueIn(text: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}
