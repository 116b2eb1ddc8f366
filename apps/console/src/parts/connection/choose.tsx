import { useInfiniteQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { plural } from '../../format/format.ts';
import { Trouble } from '../trouble.tsx';

export interface ChoicePage {
  readonly items: readonly {
    readonly value: string | number;
    readonly title: string;
    readonly detail: string | null;
  }[];
  readonly nextCursor: string | null;
}

/** Asks the vendor for a page of what a setting can be. `key` tells apart whom is asked with what. */
export interface AskChoices {
  readonly key: readonly unknown[];
  readonly read: (cursor: string | undefined) => Promise<ChoicePage>;
}

interface ChooseProps {
  readonly ask: AskChoices;
  readonly label: string;
  readonly chosen: readonly (string | number)[];
  readonly onChange: (chosen: (string | number)[]) => void;
}

/** What the vendor has of it, to be ticked off; the vendor is asked when this is opened. */
export function Choose(props: ChooseProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="choose" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="small">Pick from what the vendor has</summary>
      {isOpen && <Choices {...props} />}
    </details>
  );
}

function Choices({ ask, label, chosen, onChange }: ChooseProps) {
  const [text, setText] = useState('');
  const id = useId();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetching } = useInfiniteQuery({
    queryKey: ['choices', ...ask.key],
    queryFn: ({ pageParam }) => ask.read(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    staleTime: 60_000,
    retry: false,
  });
  if (error) return <Trouble error={error} again={() => void refetch()} />;
  if (!data) return <p className="dim small">Asking the vendor…</p>;
  const all = data.pages.flatMap((page) => page.items);
  const wanted = text.trim().toLowerCase();
  const shown = all.filter(({ title, value }) => `${title} ${value}`.toLowerCase().includes(wanted));
  if (all.length === 0) return <p className="dim small">The vendor shows none to this account.</p>;
  const turn = (value: string | number): void =>
    onChange(chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value]);
  return (
    <fieldset className="picks">
      <legend className="small dim">
        {plural(all.length, 'choice')}
        {hasNextPage && ', and more'}
      </legend>
      {all.length > 8 && (
        <label className="pick" htmlFor={id}>
          <span>Find</span>
          <input id={id} type="search" value={text} onChange={(event) => setText(event.target.value)} />
        </label>
      )}
      <ul aria-label={label}>
        {shown.map(({ value, title, detail }) => (
          <li key={value}>
            <label>
              <input type="checkbox" checked={chosen.includes(value)} onChange={() => turn(value)} />
              <span className="cut">
                {title}
                {String(value) !== title && <code className="dim"> {value}</code>}
                {detail !== null && <span className="dim small"> {detail}</span>}
              </span>
            </label>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <button type="button" className="quiet" aria-disabled={isFetching} onClick={() => void fetchNextPage()}>
          More
        </button>
      )}
    </fieldset>
  );
}
