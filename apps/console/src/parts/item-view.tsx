import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { api, bodyOf, type Item } from '../api/client.ts';
import { entityQuery } from '../api/queries.ts';
import { words } from '../format/format.ts';
import { type Choice, candidatesOf, choicesFor } from '../format/item-actions.ts';
import { Act } from './act.tsx';
import type { Decision } from './done-note.tsx';
import { useKeys } from './keys.ts';
import { Merged } from './merged.tsx';
import { Facts } from './page.tsx';
import { useRefusal } from './session.ts';
import { SideBySide } from './side-by-side.tsx';
import { State } from './state.tsx';
import { Trouble } from './trouble.tsx';
import { canBeUndone, isTouched, Undo, undoOf } from './undo.tsx';
import { When } from './when.tsx';

/** One item: what stands against what, why nobody decided, and what can be done. */
export function ItemView({ item, onDone }: { readonly item: Item; readonly onDone: (done: Decision) => void }) {
  const client = useQueryClient();
  const { data: entity } = useQuery({ ...entityQuery(item.entityId ?? ''), enabled: item.entityId !== null });
  const least = item.code === 'approval_needed' ? 'approver' : 'operator';
  const refusal = useRefusal(least, 'reconciliation:write');
  const [why, setWhy] = useState('');
  const [isMerging, setIsMerging] = useState(false);
  const isWaiting = item.state === 'open' || item.state === 'retrying';
  const choices = isWaiting ? choicesFor(item) : [];
  const name = item.locator ?? item.externalId ?? `item ${item.id}`;
  const act = useMutation({
    mutationFn: (body: {
      action: Choice['action'] | 'link';
      name: string;
      value?: unknown;
      entityId?: string | null;
    }) => {
      const { name: chosen, ...action } = body;
      return bodyOf(
        `POST /api/v1/reconciliation/${item.id}/actions`,
        api.POST('/api/v1/reconciliation/{id}/actions', {
          params: { path: { id: item.id } },
          body: { ...action, why: why.trim() === '' ? `decided in the console: ${chosen}` : why.trim() },
        }),
      );
    },
    onSuccess: (_, { name: chosen }) =>
      onDone({ text: `${name}: ${chosen.toLowerCase()}. What follows is being written.`, ...undoOf(item) }),
    onSettled: () => client.invalidateQueries({ predicate: isTouched }),
  });
  const choose = (choice: Choice): void => {
    if (refusal !== null || act.isPending) return;
    if (choice.edits) setIsMerging(true);
    else act.mutate({ action: choice.action, name: choice.name });
  };
  useKeys(Object.fromEntries(choices.map((choice) => [choice.key, () => choose(choice)])));

  return (
    <article aria-label={name}>
      <header className="item-head">
        <h2>{item.message}</h2>
        <p className="dim">
          {item.connectionName}/{item.stream} {name}
          {item.entityId !== null && (
            <>
              {' · '}
              <Link href={`/entities/${item.entityId}`}>{item.title ?? 'the entity'}</Link>
            </>
          )}
        </p>
        {item.stream === 'imports' && item.scope !== null && <RowLink item={item} scope={item.scope} />}
      </header>
      {item.field !== null && <SideBySide item={item} entity={entity ?? null} />}
      {item.code === 'link_proposal' && (
        <Candidates
          item={item}
          refusal={refusal}
          onLink={(entityId) => act.mutate({ action: 'link', name: 'linked', entityId })}
        />
      )}
      {isWaiting ? (
        <>
          {isMerging ? (
            <Merged
              item={item}
              busy={act.isPending}
              onTake={(value) => act.mutate({ action: 'take_merged', name: 'Merged by hand', value })}
              onLeave={() => setIsMerging(false)}
            />
          ) : (
            <div className="choices">
              {choices.map((choice, index) => (
                <div key={choice.action}>
                  <Act
                    kind={index === 0 && item.field !== null ? 'main' : 'plain'}
                    refusal={refusal}
                    busy={act.isPending}
                    shortcut={choice.key}
                    onClick={() => choose(choice)}
                  >
                    {choice.name}
                  </Act>
                  <span className="dim small">{choice.effect}</span>
                </div>
              ))}
            </div>
          )}
          <label className="why">
            <span className="dim small">Why, for the audit (may be left empty)</span>
            <input type="text" maxLength={2_000} value={why} onChange={(event) => setWhy(event.target.value)} />
          </label>
        </>
      ) : (
        <div className="spread">
          <p>
            <State is={item.state} /> {words(item.resolution ?? '')} by {item.resolvedBy ?? 'nobody'}{' '}
            <When at={item.resolvedAt} />
          </p>
          {canBeUndone(item) && <Undo of="item" id={item.id} name={name} onDone={onDone} />}
        </div>
      )}
      {act.error && <Trouble error={act.error} />}
      <Facts
        facts={[
          ['Class', words(item.class)],
          ['Code', words(item.code)],
          ['First seen', <When key="f" at={item.firstSeenAt} />],
          ['Last try', <When key="l" at={item.lastAttemptAt} />],
          ['Tries', String(item.attempts)],
          item.processId === null
            ? null
            : [
                'Process',
                <Link key="p" href={`/processes/${item.processId}`}>
                  the run
                </Link>,
              ],
          [
            'Queue',
            <a key="q" href={`/admin/queues/queue/${queueOf(item)}`}>
              {queueOf(item)}
            </a>,
          ],
          item.inboxId === null
            ? null
            : [
                'Delivery',
                <Link key="d" href={`/inbox/${item.inboxId}`}>
                  {String(item.inboxId)}
                </Link>,
              ],
        ]}
      />
    </article>
  );
}

/** The queue of what follows from an action: the write, or another look at the record or its page. */
function queueOf({ field, externalId }: Item): string {
  if (field !== null) return 'write-live';
  return externalId === null ? 'fetch-bulk' : 'records';
}

function Candidates({
  item,
  refusal,
  onLink,
}: {
  readonly item: Item;
  readonly refusal: string | null;
  readonly onLink: (entityId: string) => void;
}) {
  return (
    <ul className="plain-list">
      {candidatesOf(item.remoteValue).map(({ entityId, name, reasons }) => (
        <li key={entityId} className="spread">
          <span>
            <Link href={`/entities/${entityId}`}>{name ?? entityId}</Link>{' '}
            <span className="dim small">{reasons.join('; ')}</span>
          </span>
          <Act refusal={refusal} onClick={() => onLink(entityId)}>
            It is this one
          </Act>
        </li>
      ))}
    </ul>
  );
}

/** To the row of the file that it is about, to be put right there. */
function RowLink({ item, scope }: { readonly item: Item; readonly scope: string }) {
  const row = item.externalId?.startsWith(`${scope}/`) ? item.externalId.slice(scope.length + 1) : '';
  const isRow = /^\d+$/.test(row);
  return (
    <p>
      <Link href={isRow ? `/imports/${scope}?row=${row}` : `/imports/${scope}`}>
        {isRow ? `Put row ${row} right` : 'The import'}
      </Link>
    </p>
  );
}
