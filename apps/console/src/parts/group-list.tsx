import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { api, bodyOf, type Group } from '../api/client.ts';
import { count, plural } from '../format/format.ts';
import { Act } from './act.tsx';
import type { Decision } from './done-note.tsx';
import { useRefusal } from './session.ts';
import { Trouble } from './trouble.tsx';
import { When } from './when.tsx';

interface GroupListProps {
  readonly groups: readonly Group[];
  /** The cause whose items are shown. */
  readonly open: string | null;
  readonly group: Group | null;
  readonly source: { readonly hasNextPage: boolean; readonly fetchNextPage: () => unknown };
  readonly onDone: (done: Decision) => void;
  readonly children: React.ReactNode;
}

/** Causes, each with how much waits for its sake; the open one shows its items. */
export function GroupList({ groups, open, group, source, onDone, children }: GroupListProps) {
  const isOpen = (each: Group): boolean => (group === null ? each.fingerprint === open : each === group);
  return (
    <ul className="group-list">
      {groups.map((each) => (
        <li key={`${each.connectionId} ${each.fingerprint}`} data-open={isOpen(each)}>
          <Link
            href={`/reconciliation?cause=${encodeURIComponent(each.fingerprint)}&connection=${each.connectionId}`}
            aria-current={isOpen(each) ? 'true' : undefined}
            className="group"
          >
            <span className="spread">
              <span>{each.message}</span>
              <strong>{count(each.items)}</strong>
            </span>
            <span className="spread dim small">
              <span>
                {each.connectionName}/{each.stream}
                {each.field !== null && ` · ${each.field}`}
              </span>
              <When at={each.lastAttemptAt} />
            </span>
          </Link>
          {isOpen(each) && (
            <>
              {each.items > 1 && <WholeGroup group={each} onDone={onDone} />}
              {children}
            </>
          )}
        </li>
      ))}
      {source.hasNextPage && (
        <li>
          <button type="button" className="quiet" onClick={() => source.fetchNextPage()}>
            More causes
          </button>
        </li>
      )}
    </ul>
  );
}

type GroupAction = 'take_local' | 'take_remote' | 'retry' | 'ignore';

const names: Readonly<Record<GroupAction, string>> = {
  take_local: 'take ours',
  take_remote: 'take theirs',
  retry: 'retry',
  ignore: 'ignore',
};

/** The same for all of a cause, in slices, oldest first; asked twice, for it is many at once. */
function WholeGroup({ group, onDone }: { readonly group: Group; readonly onDone: (done: Decision) => void }) {
  const client = useQueryClient();
  const refusal = useRefusal('approver', 'reconciliation:write');
  const [wanted, setWanted] = useState<GroupAction | null>(null);
  const act = useMutation({
    mutationFn: async (action: GroupAction) => {
      const filter = { fingerprint: group.fingerprint, connectionId: group.connectionId };
      let done = 0;
      const refused: string[] = [];
      for (let after: number | null = 0; after !== null; ) {
        const slice: { done: number; refused: { reason: string }[]; nextAfter: number | null } = await bodyOf(
          'POST /api/v1/reconciliation/actions',
          api.POST('/api/v1/reconciliation/actions', {
            body: { filter, action, why: `all of one cause: ${names[action]}`, limit: 200, after, dryRun: false },
          }),
        );
        done += slice.done;
        refused.push(...slice.refused.map((each) => each.reason));
        after = slice.nextAfter;
      }
      return { done, refused };
    },
    onSuccess: ({ done, refused }, action) => {
      setWanted(null);
      const left =
        refused.length === 0 ? '' : ` ${refused.length} were refused: ${[...new Set(refused)].slice(0, 3).join(' ')}`;
      onDone({ text: `${names[action]}: ${plural(done, 'item')} done.${left}` });
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['reconciliation'] }),
  });
  const actions: readonly GroupAction[] =
    group.field === null ? ['retry', 'ignore'] : ['take_local', 'take_remote', 'retry', 'ignore'];
  return (
    <div className="whole-group" role="group" aria-label={`All ${count(group.items)} of this cause`}>
      {wanted === null ? (
        <>
          <span className="dim small">All {count(group.items)}:</span>
          {actions.map((action) => (
            <Act key={action} refusal={refusal} onClick={() => setWanted(action)}>
              {names[action]}
            </Act>
          ))}
        </>
      ) : (
        <>
          <span>
            {names[wanted]} for {plural(group.items, 'item')}?
          </span>
          <Act kind="main" busy={act.isPending} onClick={() => act.mutate(wanted)}>
            {act.isPending ? 'At it…' : 'Do it'}
          </Act>
          <Act busy={act.isPending} onClick={() => setWanted(null)}>
            No
          </Act>
        </>
      )}
      {act.error && <Trouble error={act.error} />}
    </div>
  );
}
