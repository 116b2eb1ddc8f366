import type { Duplicate } from '../api/client.ts';
import { percent, words } from '../format/format.ts';
import { DeskList, type MoreSource } from './desk-list.tsx';
import { State } from './state.tsx';
import { When } from './when.tsx';

interface DuplicateListProps {
  readonly pairs: readonly Duplicate[];
  readonly selected: number;
  readonly onSelect: (id: number) => void;
  readonly source: MoreSource;
}

/** Pairs of any number, each to be picked. */
export function DuplicateList({ pairs, ...rest }: DuplicateListProps) {
  return (
    <DeskList entries={pairs} {...rest}>
      {(pair) => (
        <>
          <span className="spread">
            <span className="cut">{namesOf(pair).join(' / ')}</span>
            <span>{percent(pair.probability)}</span>
          </span>
          <span className="spread dim small">
            <span className="cut">
              {pair.kind}
              {pair.state === 'open' && pair.proposalId === null && standingOf(pair)}
            </span>
            {pair.state !== 'open' ? (
              <State is={pair.state} />
            ) : pair.proposalId !== null ? (
              <State is="waiting">waits for an approval</State>
            ) : (
              <When at={pair.foundAt} />
            )}
          </span>
        </>
      )}
    </DeskList>
  );
}

/** What the two are called. */
export function namesOf({ aTitle, bTitle }: Pick<Duplicate, 'aTitle' | 'bTitle'>): readonly [string, string] {
  return [aTitle ?? 'without a name', bTitle ?? 'without a name'];
}

function standingOf({ heldBack, evidence }: Duplicate): string {
  const same = evidence.filter(({ verdict }) => verdict === 'same').map(({ feature }) => words(feature));
  return `${heldBack.length > 0 ? ' · held back' : ''}${same.length > 0 ? ` · same ${same.join(', ')}` : ''}`;
}
