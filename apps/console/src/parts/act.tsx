import { useId } from 'react';

interface ActProps {
  readonly children: React.ReactNode;
  readonly onClick: () => void;
  /** Why it can't be done; it stays reachable, so that whoever comes by is told. */
  readonly refusal?: string | null;
  readonly busy?: boolean;
  readonly kind?: 'main' | 'plain' | 'danger';
  /** The key that does the same. */
  readonly shortcut?: string;
  /** One of several choices, and whether it is the chosen one. */
  readonly pressed?: boolean;
}

/** A button that says why it does not work when it does not. */
export function Act({ children, onClick, refusal = null, busy = false, kind = 'plain', shortcut, pressed }: ActProps) {
  const why = useId();
  const isOff = refusal !== null || busy;
  return (
    <>
      <button
        type="button"
        className={kind}
        aria-disabled={isOff}
        aria-keyshortcuts={shortcut}
        aria-pressed={pressed}
        aria-describedby={refusal === null ? undefined : why}
        title={refusal ?? undefined}
        onClick={() => {
          if (!isOff) onClick();
        }}
      >
        {children}
        {shortcut && <kbd aria-hidden="true">{shortcut}</kbd>}
      </button>
      {refusal !== null && (
        <span id={why} hidden>
          {refusal}
        </span>
      )}
    </>
  );
}
