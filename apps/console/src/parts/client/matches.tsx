import { Link } from 'wouter';
import type { ClientDetail } from '../../api/client.ts';
import { count } from '../../format/format.ts';
import { Section } from '../page.tsx';
import { Reason } from '../reason.tsx';

/** What in stock the account and its people may want, the best first; nothing where nothing fits. */
export function Matches({ client }: { readonly client: ClientDetail }) {
  const { items, total } = client.matches;
  if (total === 0) return null;
  return (
    <div id="matches" className="anchor">
      <Section title="May want" note={count(total)}>
        <ul className="plain-list">
          {items.map(({ whoId, whoName, itemId, itemName, score, explanation }) => (
            <li key={`${whoId} ${itemId}`} className="twin">
              <Link href={`/entities/${itemId}`}>{itemName ?? itemId.slice(0, 8)}</Link>{' '}
              {whoId !== client.id && (
                <span className="small">
                  for <Link href={`/entities/${whoId}`}>{whoName ?? whoId.slice(0, 8)}</Link>
                </span>
              )}{' '}
              <Reason score={score} explanation={explanation} />
            </li>
          ))}
        </ul>
        {total > items.length && <p className="dim small">{count(total - items.length)} more.</p>}
      </Section>
    </div>
  );
}
