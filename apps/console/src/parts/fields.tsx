import type { EntityDetail } from '../api/client.ts';
import { words } from '../format/format.ts';
import { Empty } from './trouble.tsx';
import { Value } from './value.tsx';
import { When } from './when.tsx';

type WithOrigins = Pick<EntityDetail, 'fields' | 'provenance'> & {
  /** Where it is known, a field says which policy decided it, and what was there before. */
  readonly history?: EntityDetail['history'];
};

/** Each field with its value, and the system, the time, the rule and the loser behind it. */
export function Fields({ of: entity }: { readonly of: WithOrigins }) {
  const names = Object.keys(entity.fields).filter((name) => entity.fields[name] !== null);
  const empty = Object.keys(entity.fields).filter((name) => entity.fields[name] === null);
  if (names.length === 0) return <Empty title="It has no fields." />;
  return (
    <>
      <div role="table" aria-label="Fields" className="field-table">
        <div role="row" className="dim small field-head">
          <span role="columnheader">field</span>
          <span role="columnheader">value</span>
          <span role="columnheader">from, when, why</span>
        </div>
        {names.map((name) => (
          <div role="row" key={name}>
            <span role="rowheader">{words(name)}</span>
            <span role="cell">
              <Value value={entity.fields[name]} />
            </span>
            <span role="cell" className="dim small">
              <Origin entity={entity} field={name} />
            </span>
          </div>
        ))}
      </div>
      {empty.length > 0 && <p className="dim small">Empty: {empty.map(words).join(', ')}</p>}
    </>
  );
}

function Origin({ entity, field }: { readonly entity: WithOrigins; readonly field: string }) {
  const source = entity.provenance[field];
  if (!source) return <>not recorded</>;
  const change = entity.history?.find((each) => each.version === source.version);
  const decision = change?.decisions.find((each) => each.field === field);
  const before = change?.changes[field]?.from;
  const who =
    source.actor ?? (source.connectionName === null ? 'the hub' : `${source.connectionName}/${source.stream}`);
  return (
    <>
      {who}, <When at={source.at} />
      {decision && ` · ${words(decision.outcome)} by policy ${words(decision.policy)}`}
      {before !== undefined && before !== null && (
        <>
          {' '}
          · was <Value value={before} short />
        </>
      )}
    </>
  );
}
