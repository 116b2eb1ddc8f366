import { Link } from 'wouter';
import type { ClientDetail } from '../../api/client.ts';
import { count, percent, words } from '../../format/format.ts';
import { Section } from '../page.tsx';
import { When } from '../when.tsx';

/** What waits for a decision of somebody; nothing where nothing does. */
export function Waits({ troubles }: { readonly troubles: ClientDetail['troubles'] }) {
  const { items, itemCount, proposals, proposalCount, duplicates, duplicateCount } = troubles;
  const total = itemCount + proposalCount + duplicateCount;
  if (total === 0) return null;
  const shown = items.length + proposals.length + duplicates.length;
  return (
    <div id="waits" className="anchor">
      <Section title="To decide" note={count(total)}>
        <ul className="plain-list">
          {items.map((item) => (
            <li key={`i ${item.id}`} className="spread">
              <span>
                <Link href={`/reconciliation?entity=${item.entityId}`}>{item.entityName ?? words(item.code)}</Link>{' '}
                <span className="small">
                  {item.field !== null && `${words(item.field)}: `}
                  {item.message}
                </span>
              </span>
              <span className="dim small">
                {words(item.class)} <When at={item.firstSeenAt} />
              </span>
            </li>
          ))}
          {proposals.map((proposal) => (
            <li key={`p ${proposal.id}`} className="spread">
              <span>
                <Link href="/approvals">{proposal.title}</Link>{' '}
                <span className="small">
                  of <Link href={`/entities/${proposal.entityId}`}>{proposal.entityName ?? 'it'}</Link>
                </span>
              </span>
              <span className="dim small">
                waits for approval, expires <When at={proposal.expiresAt} />
              </span>
            </li>
          ))}
          {duplicates.map((pair) => (
            <li key={`d ${pair.id}`} className="spread">
              <span>
                <Link href={`/entities/${pair.entityId}`}>{pair.entityName ?? pair.entityId.slice(0, 8)}</Link> may be{' '}
                <Link href={`/entities/${pair.otherId}`}>{pair.otherName ?? pair.otherId.slice(0, 8)}</Link>
              </span>
              <span className="dim small">
                <Link href={`/duplicates?entity=${pair.entityId}`}>duplicate</Link>, {percent(pair.probability)} likely
              </span>
            </li>
          ))}
        </ul>
        {total > shown && <p className="dim small">{count(total - shown)} more.</p>}
      </Section>
    </div>
  );
}
