import { Link } from 'wouter';
import type { EntityDetail } from '../api/client.ts';
import { words } from '../format/format.ts';
import { Empty } from './trouble.tsx';
import { Value } from './value.tsx';
import { When } from './when.tsx';

/** What was changed of an entity, by whom, and what was decided on the way. */
export function History({ entity }: { readonly entity: EntityDetail }) {
  if (entity.history.length === 0) return <Empty title="Nothing was recorded." />;
  return (
    <ol className="plain-list history">
      {entity.history.map((entry) => (
        <li key={`${entry.version} ${entry.at} ${entry.stream}`}>
          <div className="spread">
            <span>
              {entry.actor ?? (entry.connectionName === null ? 'the hub' : `${entry.connectionName}/${entry.stream}`)}{' '}
              <span className="dim">
                {words(entry.decision)} · version {entry.version}
              </span>{' '}
              {entry.processId !== null && (
                <Link href={`/processes/${entry.processId}`} className="small">
                  process
                </Link>
              )}
            </span>
            <When at={entry.at} />
          </div>
          <Changes changes={entry.changes} />
          {entry.decisions
            .filter((each) => each.overridden !== undefined)
            .map((each) => (
              <div key={each.field} className="small dim">
                {words(each.field)}: {words(each.outcome)} by policy {words(each.policy)}, over{' '}
                <Value value={each.overridden} short />
              </div>
            ))}
        </li>
      ))}
    </ol>
  );
}

const SHOWN = 6;

function Changes({ changes }: { readonly changes: EntityDetail['history'][number]['changes'] }) {
  const all = Object.entries(changes);
  const line = ([field, { from, to }]: (typeof all)[number]) => (
    <div key={field} className="change small">
      <span className="dim">{words(field)}</span>{' '}
      {from !== null && from !== undefined && (
        <>
          <del>
            <Value value={from} short />
          </del>{' '}
          <span aria-hidden="true">→</span>{' '}
        </>
      )}
      <ins>
        <Value value={to} short />
      </ins>
    </div>
  );
  return (
    <>
      {all.slice(0, SHOWN).map(line)}
      {all.length > SHOWN && (
        <details className="small">
          <summary>{all.length - SHOWN} more fields</summary>
          {all.slice(SHOWN).map(line)}
        </details>
      )}
    </>
  );
}
