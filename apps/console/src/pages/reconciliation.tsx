import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'wouter';
import { groupsQuery, itemsQuery } from '../api/queries.ts';
import { type Decision, DoneNote } from '../parts/done-note.tsx';
import { Pick, useFilter } from '../parts/filter.tsx';
import { GroupList } from '../parts/group-list.tsx';
import { ItemList } from '../parts/item-list.tsx';
import { ItemView } from '../parts/item-view.tsx';
import { Page } from '../parts/page.tsx';
import { Empty, Trouble, Waiting } from '../parts/trouble.tsx';
import { useDesk } from '../parts/use-desk.ts';

const states = ['open', 'retrying', 'resolved', 'ignored', 'any'] as const;

/** What the engine could not finish alone: by cause at the left, one of them at the right. */
export function ReconciliationPage() {
  const [search, setSearch] = useSearchParams();
  const [state] = useFilter('state');
  const wanted = (name: string): string | null => search.get(name);
  const isNarrowed =
    ['process', 'entity', 'connection', 'state'].some((name) => search.has(name)) && !search.has('cause');
  const groups = useInfiniteQuery(groupsQuery);
  const allGroups = groups.data?.pages.flatMap((page) => page.items) ?? [];
  // The first cause is open by itself: one click less for whoever comes to decide.
  const cause = isNarrowed ? null : (wanted('cause') ?? allGroups[0]?.fingerprint ?? null);
  const group = allGroups.find(
    (each) => each.fingerprint === cause && inConnection(each.connectionId, wanted('connection')),
  );
  const source = useInfiniteQuery({
    ...itemsQuery({
      ...(cause === null ? {} : { fingerprint: cause }),
      ...(wanted('connection') === null ? {} : { connectionId: Number(wanted('connection')) }),
      ...(wanted('stream') === null ? {} : { stream: wanted('stream')! }),
      ...(wanted('process') === null ? {} : { processId: wanted('process')! }),
      ...(wanted('entity') === null ? {} : { entityId: wanted('entity')! }),
      ...(states.some((each) => each === state) ? { state: state as (typeof states)[number] } : {}),
    }),
    enabled: isNarrowed || cause !== null,
  });
  const items = source.data?.pages.flatMap((page) => page.items) ?? [];
  const { selected, select } = useDesk(items, 'item');
  const [done, setDone] = useState<Decision | null>(null);
  // What was done stays said, with the way back, until another cause is chosen.
  const chosen = wanted('cause');
  useEffect(() => setDone(null), [chosen]);

  const isEmpty = isNarrowed ? items.length === 0 : allGroups.length === 0;
  const isLoading = isNarrowed ? source.data === undefined : groups.data === undefined;
  const error = groups.error ?? source.error;
  return (
    <Page
      title="Reconciliation"
      note="what the engine could not finish alone"
      tools={
        <>
          {isNarrowed && (
            <button type="button" onClick={() => setSearch({})}>
              Show all causes
            </button>
          )}
          <Pick label="State" name="state" all="waiting" options={states.map((each) => [each, each])} />
        </>
      }
    >
      {error && <Trouble error={error} again={() => void groups.refetch()} />}
      {done !== null && <DoneNote done={done} onDone={setDone} />}
      {isLoading ? (
        !error && <Waiting />
      ) : isEmpty ? (
        <Empty title={isNarrowed ? 'No item is like that.' : 'Nothing waits for a decision.'}>
          {isNarrowed
            ? 'It may be decided already: look at another state, or show all causes.'
            : 'What policies can not decide, and what vendors refuse, shows up here by itself.'}
        </Empty>
      ) : (
        <div className="desk">
          <div className="desk-list">
            {isNarrowed ? (
              <ItemList items={items} selected={selected?.id ?? null} onSelect={select} source={source} />
            ) : (
              <GroupList groups={allGroups} open={cause} source={groups} onDone={setDone} group={group ?? null}>
                <ItemList items={items} selected={selected?.id ?? null} onSelect={select} source={source} />
              </GroupList>
            )}
          </div>
          <div className="desk-item">
            {selected === null ? (
              source.data === undefined ? (
                <Waiting />
              ) : (
                <Empty title="All of this cause is decided." />
              )
            ) : (
              <ItemView key={selected.id} item={selected} onDone={setDone} />
            )}
          </div>
        </div>
      )}
    </Page>
  );
}

function inConnection(id: number, wanted: string | null): boolean {
  return wanted === null || Number(wanted) === id;
}
