import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { EntityDetail } from '../api/client.ts';
import { entityQuery } from '../api/queries.ts';
import { words } from '../format/format.ts';
import { History } from '../parts/history.tsx';
import { Facts, Page, Section } from '../parts/page.tsx';
import { RelationGraph } from '../parts/relation-graph.tsx';
import { Relations } from '../parts/relations.tsx';
import { State } from '../parts/state.tsx';
import { Empty, Trouble, Waiting } from '../parts/trouble.tsx';
import { Value } from '../parts/value.tsx';
import { When } from '../parts/when.tsx';

const LOOK_MS = 3_000;

/** One thing, whatever it is called at each side: its fields with where each is from, its twins, relations, history. */
export function EntityPage({ id }: { readonly id: string }) {
  const { data: entity, error, refetch } = useQuery({ ...entityQuery(id), refetchInterval: LOOK_MS });
  if (entity === undefined)
    return <Page title="Entity">{error ? <Trouble error={error} again={() => void refetch()} /> : <Waiting />}</Page>;
  return (
    <Page
      title={entity.title ?? 'Without a title'}
      note={
        <>
          {words(entity.kind)}
          {entity.deletedAt !== null && <State is="error">deleted</State>}
        </>
      }
      tools={<Link href={`/audit?entity=${id}`}>Audit of it</Link>}
    >
      {error && <Trouble error={error} />}
      <Facts
        facts={[
          ['Version', String(entity.version)],
          ['Made', <When key="m" at={entity.createdAt} />],
          ['Changed', <When key="c" at={entity.updatedAt} />],
          entity.deletedAt === null ? null : ['Deleted', <When key="d" at={entity.deletedAt} />],
          ['Id', <code key="i">{entity.id}</code>],
        ]}
      />
      <Section title="Twins" note={String(entity.mappings.length)}>
        <Twins entity={entity} />
      </Section>
      <Section title="Fields">
        <Fields entity={entity} />
      </Section>
      {entity.relations.length > 0 && (
        <Section title="Relations">
          <RelationGraph entity={entity} />
          <Relations entity={entity} />
        </Section>
      )}
      <Section title="History" note="newest first">
        <History entity={entity} />
      </Section>
    </Page>
  );
}

function Twins({ entity }: { readonly entity: EntityDetail }) {
  if (entity.mappings.length === 0)
    return <Empty title="No system has a record of it yet.">Where a sync config makes twins, they follow.</Empty>;
  return (
    <ul className="plain-list">
      {entity.mappings.map((mapping) => {
        const held = Object.entries(mapping.held);
        return (
          <li key={`${mapping.connectionId} ${mapping.stream} ${mapping.externalId}`} className="twin">
            <div className="spread">
              <span>
                <Link href={`/connections/${mapping.connectionId}`}>
                  {mapping.connectionName}/{mapping.stream}
                </Link>{' '}
                {mapping.url === null ? (
                  <code>{mapping.locator ?? mapping.externalId}</code>
                ) : (
                  <a href={mapping.url} rel="noreferrer">
                    <code>{mapping.locator ?? mapping.externalId}</code>
                  </a>
                )}
                {mapping.home && <span className="dim"> it began here</span>}
              </span>
              <State is={held.length > 0 ? 'attention' : mapping.state}>
                {held.length > 0 ? 'held' : words(mapping.state)}
              </State>
            </div>
            <div className="dim small">
              changed there <When at={mapping.remoteUpdatedAt} />, seen <When at={mapping.changeSeenAt} />
              {mapping.method !== null && ` by ${mapping.method}`}
            </div>
            {held.map(([field, { reason }]) => (
              <div key={field} className="small wait">
                {field} waits: {words(reason)}. <Link href={`/reconciliation?entity=${entity.id}`}>Decide</Link>
              </div>
            ))}
            {Object.entries(mapping.losses).map(([field, lost]) => (
              <div key={field} className="small dim">
                {field} can't carry there:{' '}
                {lost
                  .map(
                    ({ kind, count, where, excerpt }) =>
                      `${words(kind)}${count > 1 ? ` (${count})` : ''}${where === null ? '' : `, ${where}`}: ${excerpt}`,
                  )
                  .join('; ')}
              </div>
            ))}
          </li>
        );
      })}
    </ul>
  );
}

/** Each field with its value, and the system, the time, the rule and the loser behind it. */
function Fields({ entity }: { readonly entity: EntityDetail }) {
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

function Origin({ entity, field }: { readonly entity: EntityDetail; readonly field: string }) {
  const source = entity.provenance[field];
  if (!source) return <>not recorded</>;
  const change = entity.history.find((each) => each.version === source.version);
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
