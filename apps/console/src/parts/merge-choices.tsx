import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, bodyOf, type DuplicateDetail } from '../api/client.ts';
import { ApiProblem } from '../api/problem.ts';
import { plural } from '../format/format.ts';
import { Act } from './act.tsx';
import type { Decision } from './done-note.tsx';
import { namesOf } from './duplicate-list.tsx';
import { useKeys } from './keys.ts';
import { useRefusal } from './session.ts';
import { Trouble } from './trouble.tsx';
import { isTouched } from './undo.tsx';

/** What somebody says of a merge; what they leave open is decided by the rules. */
export interface Chosen {
  /** Which of the two stays; null: as the rules say. */
  readonly survivorId: string | null;
  /** By field, of which the value stays. */
  readonly fields: Readonly<Record<string, string>>;
}

interface MergeChoicesProps {
  readonly pair: DuplicateDetail;
  readonly chosen: Chosen;
  readonly onChoose: (chosen: Chosen) => void;
  readonly onDone: (done: Decision) => void;
}

/** They are one, they are two; and which of them stays. */
export function MergeChoices({ pair, chosen, onChoose, onDone }: MergeChoicesProps) {
  const { id, aId, bId } = pair;
  const client = useQueryClient();
  const mayMerge = useRefusal('approver', 'entities:write');
  const mayDismiss = useRefusal('operator', 'entities:write');
  const [typed, setTyped] = useState('');
  const why = typed.trim() === '' ? 'decided in the console' : typed.trim();
  const names = namesOf(pair);
  const name = names.join(' and ');
  const onSettled = () => client.invalidateQueries({ predicate: isTouched });
  const merge = useMutation({
    mutationFn: () => {
      const { survivorId, fields } = chosen;
      return bodyOf(
        `POST /api/v1/duplicates/${id}/merge`,
        api.POST('/api/v1/duplicates/{id}/merge', {
          params: { path: { id } },
          body: { ...(survivorId === null ? {} : { survivorId }), fields: { ...fields }, why },
        }),
      );
    },
    onSuccess: ({ id: mergeId, records }) =>
      onDone({
        text: `${name} are one; ${plural(records.length, 'record')} went over.`,
        undo: { of: 'merge', id: mergeId, name },
      }),
    onError: (error) => {
      if (waitsForApproval(error)) onDone({ text: `${name}: ${error.detail ?? error.message}` });
    },
    onSettled,
  });
  const dismiss = useMutation({
    mutationFn: () =>
      bodyOf(
        `POST /api/v1/duplicates/${id}/dismiss`,
        api.POST('/api/v1/duplicates/{id}/dismiss', { params: { path: { id } }, body: { why } }),
      ),
    onSuccess: () => onDone({ text: `${name} are two. They are not proposed again unless the evidence changes.` }),
    onSettled,
  });
  const isBusy = merge.isPending || dismiss.isPending;
  const keep = (survivorId: string): void =>
    onChoose({ ...chosen, survivorId: chosen.survivorId === survivorId ? null : survivorId });
  const act = { merge: () => merge.mutate(), dismiss: () => dismiss.mutate() };
  useKeys({
    a: () => keep(aId),
    b: () => keep(bId),
    m: () => mayMerge === null && !isBusy && act.merge(),
    n: () => mayDismiss === null && !isBusy && act.dismiss(),
  });
  const error = merge.error ?? dismiss.error;
  const staying = chosen.survivorId === null ? null : names[chosen.survivorId === aId ? 0 : 1];
  const picked = Object.keys(chosen.fields).length;
  return (
    <>
      <div className="choices">
        <div>
          <Act kind="main" refusal={mayMerge} busy={isBusy} shortcut="m" onClick={act.merge}>
            They are one
          </Act>
          <span className="dim small">
            {staying === null ? 'the one with more records stays, then the fuller, then the older' : `${staying} stays`}
            ; {picked === 0 ? 'values as the rules say' : `${plural(picked, 'value')} as you picked`}. It can be taken
            back.
          </span>
        </div>
        <div>
          <Act refusal={mayDismiss} busy={isBusy} shortcut="n" onClick={act.dismiss}>
            They are two
          </Act>
          <span className="dim small">not proposed again unless the evidence changes</span>
        </div>
        {(
          [
            [aId, names[0], 'a'],
            [bId, names[1], 'b'],
          ] as const
        ).map(([side, called, key]) => (
          <div key={side}>
            <button
              type="button"
              aria-pressed={chosen.survivorId === side}
              aria-keyshortcuts={key}
              onClick={() => keep(side)}
            >
              Keep the {key === 'a' ? 'first' : 'second'}
              <kbd aria-hidden="true">{key}</kbd>
            </button>
            <span className="dim small">{called} takes over the records of the other</span>
          </div>
        ))}
      </div>
      <label className="why">
        <span className="dim small">Why, for the audit (may be left empty)</span>
        <input type="text" maxLength={1_000} value={typed} onChange={(event) => setTyped(event.target.value)} />
      </label>
      {error && !waitsForApproval(error) && <Trouble error={error} />}
    </>
  );
}

/** It is no failure: somebody else has to say yes first. */
function waitsForApproval(error: unknown): error is ApiProblem {
  return error instanceof ApiProblem && error.code === 'needs-approval';
}
