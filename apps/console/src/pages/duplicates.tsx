import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { duplicatesQuery } from '../api/duplicate-queries.ts';
import { likelihoods, rangeOf } from '../format/likely.ts';
import { type Decision, DoneNote } from '../parts/done-note.tsx';
import { DuplicateList } from '../parts/duplicate-list.tsx';
import { DuplicateView } from '../parts/duplicate-view.tsx';
import { Pick, useFilter } from '../parts/filter.tsx';
import { Page } from '../parts/page.tsx';
import { Empty, Trouble, Waiting } from '../parts/trouble.tsx';
import { useDesk } from '../parts/use-desk.ts';

const kinds = ['account', 'contact'] as const;
const states = ['merged', 'dismissed', 'gone'] as const;

/** Entities that may be one, the likeliest first: the pairs at the left, one of them side by side at the right. */
export function DuplicatesPage() {
  const [givenKind] = useFilter('kind');
  const [givenState] = useFilter('state');
  const [probability] = useFilter('probability');
  const [entity, setEntity] = useFilter('entity');
  const kind = kinds.find((each) => each === givenKind);
  const state = states.find((each) => each === givenState);
  const isAny = givenState === 'any';
  const source = useInfiniteQuery(
    duplicatesQuery({
      ...(isAny ? {} : { state: state ?? 'open' }),
      ...(kind === undefined ? {} : { kind }),
      ...rangeOf(probability),
      ...(entity === '' ? {} : { entityId: entity }),
    }),
  );
  const pairs = source.data?.pages.flatMap((page) => page.items) ?? [];
  const { selected, select } = useDesk(pairs, 'pair');
  const [done, setDone] = useState<Decision | null>(null);
  // What was done stays said, with the way back, until other pairs are looked at.
  useEffect(() => setDone(null), [givenKind, givenState, probability, entity]);
  const isNarrowed = kind !== undefined || state !== undefined || probability !== '' || entity !== '';
  return (
    <Page
      title="Duplicates"
      note="contacts and accounts that may be one"
      tools={
        <>
          {entity !== '' && (
            <button type="button" onClick={() => setEntity('')}>
              Show all pairs
            </button>
          )}
          <Pick label="Kind" name="kind" all="any" options={kinds.map((each) => [each, each])} />
          <Pick label="Likely" name="probability" all="any" options={likelihoods} />
          <Pick
            label="State"
            name="state"
            all="waiting"
            options={[...states.map((each) => [each, each] as const), ['any', 'any']]}
          />
        </>
      }
    >
      {source.error && <Trouble error={source.error} again={() => void source.refetch()} />}
      {done !== null && <DoneNote done={done} onDone={setDone} />}
      {source.data === undefined ? (
        !source.error && <Waiting />
      ) : selected === null ? (
        <Empty title={isNarrowed ? 'No pair is like that.' : 'No two seem to be one.'}>
          {isNarrowed
            ? 'Look at another state, or at all that are likely.'
            : 'Contacts and accounts are compared whenever they change; what may be one shows up here by itself.'}
        </Empty>
      ) : (
        <div className="desk">
          <div className="desk-list">
            <DuplicateList pairs={pairs} selected={selected.id} onSelect={select} source={source} />
          </div>
          <div className="desk-item">
            <DuplicateView key={selected.id} pair={selected} onDone={setDone} canUndo={done?.undo === undefined} />
          </div>
        </div>
      )}
    </Page>
  );
}
