import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import type { Duplicate } from '../api/client.ts';
import { duplicateQuery } from '../api/duplicate-queries.ts';
import { percent, words } from '../format/format.ts';
import type { Decision } from './done-note.tsx';
import { namesOf } from './duplicate-list.tsx';
import { type Chosen, MergeChoices } from './merge-choices.tsx';
import { PairEvidence } from './pair-evidence.tsx';
import { PairFields } from './pair-fields.tsx';
import { State } from './state.tsx';
import { Trouble, Waiting } from './trouble.tsx';
import { Undo } from './undo.tsx';
import { When } from './when.tsx';

interface DuplicateViewProps {
  readonly pair: Duplicate;
  readonly onDone: (done: Decision) => void;
  /** False: the page offers to take something back already, by the same key. */
  readonly canUndo: boolean;
}

/** One pair: what speaks for it, the two side by side with what of either is to stay, and what can be done. */
export function DuplicateView({ pair, onDone, canUndo }: DuplicateViewProps) {
  const { data: detail, error } = useQuery(duplicateQuery(pair.id));
  const [chosen, setChosen] = useState<Chosen>({ survivorId: null, fields: {} });
  const names = namesOf(pair);
  const name = names.join(' and ');
  const isOpen = pair.state === 'open' && pair.proposalId === null;
  return (
    <article aria-label={name}>
      <header className="item-head">
        <h2>{name}</h2>
        <p className="dim">
          {words(pair.kind)}, {percent(pair.probability)} likely to be one · found <When at={pair.foundAt} />
        </p>
      </header>
      <Standing pair={pair} />
      {error && <Trouble error={error} />}
      {detail === undefined ? (
        !error && <Waiting />
      ) : (
        <>
          <PairFields detail={detail} names={names} chosen={isOpen ? chosen : null} onChoose={setChosen} />
          {isOpen && <MergeChoices pair={detail} chosen={chosen} onChoose={setChosen} onDone={onDone} />}
        </>
      )}
      {canUndo && pair.state === 'merged' && pair.mergeId !== null && (
        <Undo of="merge" id={pair.mergeId} name={name} onDone={onDone} />
      )}
      <PairEvidence pair={pair} />
    </article>
  );
}

/** Where it stands: who decided, whose approval it waits for, why nobody merged it by itself. */
function Standing({ pair }: { readonly pair: Duplicate }) {
  const { state, decidedBy, decidedAt, why, proposalId, heldBack, refused } = pair;
  if (state !== 'open')
    return (
      <p>
        <State is={state} />{' '}
        {decidedBy !== null && (
          <>
            by {decidedBy} <When at={decidedAt} />
          </>
        )}
        {why !== null && <span className="dim">: {why}</span>}
      </p>
    );
  if (proposalId !== null)
    return (
      <p>
        <State is="waiting">waits for an approval</State>{' '}
        <Link href={`/approvals?kind=merge&proposal=${proposalId}`}>proposal {proposalId}</Link>
      </p>
    );
  return (
    <>
      {heldBack.length > 0 && <p className="wait">Not merged without a person: {heldBack.join('; ')}.</p>}
      {refused !== null && <p className="bad">The last try was refused: {refused}</p>}
    </>
  );
}
