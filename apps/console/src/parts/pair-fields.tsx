import { Fragment } from 'react';
import { Link } from 'wouter';
import type { DuplicateDetail, DuplicateSide } from '../api/client.ts';
import { valueText, words } from '../format/format.ts';
import type { Chosen } from './merge-choices.tsx';
import { Value } from './value.tsx';
import { When } from './when.tsx';

interface PairFieldsProps {
  readonly detail: DuplicateDetail;
  readonly names: readonly [string, string];
  /** What of either is to stay; null: there is nothing to choose. */
  readonly chosen: Chosen | null;
  readonly onChoose: (chosen: Chosen) => void;
}

/** The two side by side. A value that differs is a button: pressed, it is the one that stays, and again, as the rules say. */
export function PairFields({ detail, names, chosen, onChoose }: PairFieldsProps) {
  const { a, b, aId, bId } = detail;
  const ids = [aId, bId] as const;
  const sides = [a, b] as const;
  const fields = fieldsOf(a, b);
  const take = (field: string, id: string): void => {
    if (chosen === null) return;
    const { [field]: before, ...others } = chosen.fields;
    onChoose({ ...chosen, fields: before === id ? others : { ...others, [field]: id } });
  };
  return (
    <div role="table" aria-label="Side by side" className="pair">
      <div role="row" className="pair-head">
        <span role="columnheader">Field</span>
        {names.map((name, at) => (
          <span role="columnheader" key={ids[at]}>
            <Link href={`/entities/${ids[at]}`}>{name}</Link>
            {chosen?.survivorId === ids[at] && <strong className="good"> stays</strong>}
          </span>
        ))}
      </div>
      <div role="row">
        <span role="rowheader">Records</span>
        {sides.map((side, at) => (
          <span role="cell" key={ids[at]}>
            <Records side={side} />
          </span>
        ))}
      </div>
      {fields.map(({ field, isSame }) => (
        <div role="row" key={field} className={isSame ? 'dim' : undefined}>
          <span role="rowheader">{words(field)}</span>
          {sides.map((side, at) => (
            <span role="cell" key={ids[at]}>
              {chosen === null || isSame ? (
                <Value value={side?.fields[field]} />
              ) : (
                <button
                  type="button"
                  className="take"
                  aria-pressed={chosen.fields[field] === ids[at]}
                  onClick={() => take(field, ids[at]!)}
                >
                  <FieldValue side={side} field={field} />
                </button>
              )}
            </span>
          ))}
        </div>
      ))}
    </div>
  );
}

/** A value, with when it was made where that is known. */
function FieldValue({ side, field }: { readonly side: DuplicateSide | null; readonly field: string }) {
  const value = side?.fields[field];
  const at = (side?.origins[field] as { readonly at?: string } | undefined)?.at;
  return (
    <>
      {isEmpty(value) ? <span className="dim">empty</span> : <span className="value">{valueText(value)}</span>}
      {at !== undefined && (
        <span className="dim small">
          {' '}
          <When at={at} />
        </span>
      )}
    </>
  );
}

function Records({ side }: { readonly side: DuplicateSide | null }) {
  if (side === null) return <span className="dim">it is gone</span>;
  if (side.records.length === 0)
    return <span className="dim">{side.deletedAt === null ? 'none' : 'none any more'}</span>;
  return side.records.map(({ connectionId, connectionName, stream, externalId, url, state }, at) => (
    <Fragment key={`${connectionId} ${stream} ${externalId}`}>
      {at > 0 && ', '}
      {connectionName}/{stream}{' '}
      {url === null ? (
        <code>{externalId}</code>
      ) : (
        <a href={url} rel="noreferrer">
          <code>{externalId}</code>
        </a>
      )}
      {state !== 'linked' && <span className="dim"> {state}</span>}
    </Fragment>
  ));
}

/** Fields that either has, those that differ first. */
function fieldsOf(a: DuplicateSide | null, b: DuplicateSide | null) {
  return [...new Set([...Object.keys(a?.fields ?? {}), ...Object.keys(b?.fields ?? {})])]
    .filter((field) => !isEmpty(a?.fields[field]) || !isEmpty(b?.fields[field]))
    .map((field) => ({ field, isSame: JSON.stringify(a?.fields[field]) === JSON.stringify(b?.fields[field]) }))
    .sort((one, other) => Number(one.isSame) - Number(other.isSame));
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}
