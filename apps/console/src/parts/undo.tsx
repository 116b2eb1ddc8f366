import { type Query, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf, type Item } from '../api/client.ts';
import { Act } from './act.tsx';
import type { Decision } from './done-note.tsx';
import { useKeys } from './keys.ts';
import { useRefusal } from './session.ts';
import { Trouble } from './trouble.tsx';

const kinds = new Set([
  'reconciliation',
  'duplicates',
  'proposals',
  'status',
  'sync-status',
  'entities',
  'history',
  'audit',
  'changes',
]);

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
    ? { undo: { of: 'item', id: item.id, name: item.locator ?? item.externalId ?? `item ${item.id}` } }
    : {};
}

/** A decision that can be taken back. */
export interface UndoOf {
  readonly of: 'item' | 'merge';
  readonly id: number;
  /** What it was about. */
  readonly name: string;
}

interface UndoProps extends UndoOf {
  readonly onDone: (done: Decision) => void;
}

const least = {
  item: { role: 'operator', scope: 'reconciliation:write' },
  merge: { role: 'approver', scope: 'entities:write' },
} as const;
const afterwards = {
  item: 'taken back. It waits for a decision again.',
  merge: 'taken apart. They are two, and are not proposed again unless the evidence changes.',
} as const;

/** Takes a decision back, by click or by `u`; why it can't be, where somebody has moved on. */
export function Undo({ of, id, name, onDone }: UndoProps) {
  const client = useQueryClient();
  const refusal = useRefusal(least[of].role, least[of].scope);
  const undo = useMutation({
    mutationFn: async (): Promise<void> => {
      const options = { params: { path: { id } }, body: { why: 'taken back in the console' } };
      if (of === 'item')
        await bodyOf(`POST /api/v1/reconciliation/${id}/undo`, api.POST('/api/v1/reconciliation/{id}/undo', options));
      else await bodyOf(`POST /api/v1/merges/${id}/undo`, api.POST('/api/v1/merges/{id}/undo', options));
    },
    onSuccess: () => onDone({ text: `${name}: ${afterwards[of]}` }),
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
