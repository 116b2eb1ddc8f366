import { fixOf, problemOf } from '../api/problem.ts';

/** A failure: its cause, where it was, and what to do about it. */
export function Trouble({ error, again }: { readonly error: unknown; readonly again?: () => void }) {
  const problem = problemOf(error);
  const fix = fixOf(problem);
  return (
    <div role="alert" className="trouble">
      <strong>{problem.message}</strong>
      {problem.detail !== null && <p>{problem.detail}</p>}
      {fix !== null && <p>{fix}</p>}
      <p className="dim small">
        {problem.place}
        {problem.status > 0 && ` · ${problem.status} ${problem.code}`}
        {problem.instance !== null && ` · request ${problem.instance}`}
      </p>
      {again && (
        <button type="button" onClick={again}>
          Try again
        </button>
      )}
    </div>
  );
}

/** Nothing to show: why, and what to do next. */
export function Empty({ title, children }: { readonly title: string; readonly children?: React.ReactNode }) {
  return (
    <div className="empty">
      <p>{title}</p>
      {children && <div className="dim">{children}</div>}
    </div>
  );
}

/** While the first answer is awaited; quick answers don't flash it. */
export function Waiting() {
  return (
    <p className="waiting dim" role="status">
      Reading…
    </p>
  );
}
