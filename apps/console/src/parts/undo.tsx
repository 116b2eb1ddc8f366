import { type Query, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf, type Item } from '../api/client.ts';
import { Act } from './act.tsx';
import type { Decision } from './done-note.tsx';
import { useKeys } from './keys.ts';
import { useRefusal } from './session.ts';
import { Trouble } from './trouble.tsx';

const kinds = new Set(['reconciliation', 'status', 'sync-status', 'entities', 'history', 'audit', 'changes']);

/** Whether a decision makes it stale. */
export function isTouched({ queryKey }: Pick<Query, 'queryKey'>): boolean {
  return kinds.has(String(queryKey[0]));
}

/** Whether a settled item was decided by a person, about a field; the API says whether nobody has moved on since. */
export function canBeUndone({ field, entityId, code, resolvedBy }: Item): boolean {
  return field !== null && entityId !== null && code !== 'approval_needed' && resolvedBy !== 'syncline';
}

/** What takes back the decision that is just being made; nothing where none does. */
export function undoOf(item: Item): Pick<Decision, 'undo'> {
  return canBeUndone(item)
    ? { undo: { itemId: item.id, name: item.locator ?? item.externalId ?? `item ${item.id}` } }
    : {};
}

interface UndoProps {
  readonly itemId: number;
  readonly name: string;
  readonly onDone: (done: Decision) => void;
}

/** Takes a decision back, by click or by `u`; why it can't be, where somebody has moved on. */
export function Undo({ itemId, name, onDone }: UndoProps) {
  const client = useQueryClient();
  const refusal = useRefusal('operator', 'reconciliation:write');
  const undo = useMutation({
    mutationFn: () =>
      bodyOf(
        `POST /api/v1/reconciliation/${itemId}/undo`,
        api.POST('/api/v1/reconciliation/{id}/undo', {
          params: { path: { id: itemId } },
          body: { why: 'taken back in the console' },
        }),
      ),
    onSuccess: () => onDone({ text: `${name}: taken back. It waits for a decision again.` }),
    onSettled: () => client.invalidateQueries({ predicate: isTouched }),
  });
  const act = (): void => {
    if (refusal === null && !undo.isPending) undo.mutate();
  };
  useKeys({ u: act });
  return (
    <>
      <Act refusal={refusal} busy={undo.isPending} shortcut="u" onClick={act}>
        Undo
      </Act>
      {undo.error && <Trouble error={undo.error} />}
    </>
  );
}
