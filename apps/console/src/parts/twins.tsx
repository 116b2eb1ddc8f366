import { Link } from 'wouter';
import type { EntityDetail } from '../api/client.ts';
import { words } from '../format/format.ts';
import { State } from './state.tsx';
import { Empty } from './trouble.tsx';
import { When } from './when.tsx';

interface TwinsProps {
  /** The entity. */
  readonly id: string;
  readonly mappings: EntityDetail['mappings'];
}

/** The records of an entity at each side. */
export function Twins({ id, mappings }: TwinsProps) {
  if (mappings.length === 0)
    return <Empty title="No system has a record of it yet.">Where a sync config makes twins, they follow.</Empty>;
  return (
    <ul className="plain-list">
      {mappings.map((mapping) => {
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
                {field} waits: {words(reason)}. <Link href={`/reconciliation?entity=${id}`}>Decide</Link>
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
