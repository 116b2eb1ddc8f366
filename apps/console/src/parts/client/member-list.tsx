import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import type { ClientDetail, ClientMember } from '../../api/client.ts';
import { clientMembersQuery } from '../../api/client-queries.ts';
import { words } from '../../format/format.ts';
import { money } from '../../format/money.ts';
import { Section } from '../page.tsx';
import { Trouble } from '../trouble.tsx';
import { When } from '../when.tsx';

export type Part = keyof ClientDetail['parts'];

interface MemberListProps {
  readonly client: ClientDetail;
  readonly part: Part;
  readonly title: string;
  readonly note?: React.ReactNode;
}

/** Records of one part of a client; nothing where there are none. More are read when they are asked for. */
export function MemberList({ client, part, title, note }: MemberListProps) {
  const [isWhole, setIsWhole] = useState(false);
  const more = useInfiniteQuery({ ...clientMembersQuery(client.id, part), enabled: isWhole });
  const first = client.parts[part];
  const items = more.data?.pages.flatMap((page) => page.items) ?? first.items;
  if (items.length === 0) return null;
  const hasMore = more.data ? more.hasNextPage : first.nextCursor !== null;
  return (
    <div id={part} className="anchor">
      <Section title={title} note={note ?? String(client.figures?.counts[part] ?? items.length)}>
        <ul className="plain-list">
          {items.map((member) => (
            <Member key={member.id} member={member} clientId={client.id} />
          ))}
        </ul>
        {more.error && <Trouble error={more.error} again={() => void more.refetch()} />}
        {hasMore && (
          <button
            type="button"
            className="quiet"
            disabled={more.isFetching}
            onClick={() => (isWhole ? void more.fetchNextPage() : setIsWhole(true))}
          >
            {more.isFetching ? 'Reading…' : `More of ${title.toLowerCase()}`}
          </button>
        )}
      </Section>
    </div>
  );
}

function Member({ member, clientId }: { readonly member: ClientMember; readonly clientId: string }) {
  const { id, name, kind, part, at, viaId, viaName, viaKind, records, blockedBy, excerpt } = member;
  const isThread = part === 'interaction';
  return (
    <li className="twin">
      <div className="spread">
        <span>
          {isThread && <span className="dim">{words(textOf(member.fields['type']) || kind)} </span>}
          <Link href={`/entities/${id}`}>{name ?? words(kind)}</Link> <Note member={member} />
        </span>
        <span className="dim small">
          {records.map(({ connectionId, connectionName, stream, url }, index) => (
            <span key={`${connectionId} ${stream}`}>
              {index > 0 && ', '}
              {url === null ? (
                connectionName
              ) : (
                <a href={url} rel="noreferrer">
                  {connectionName}
                </a>
              )}
            </span>
          ))}{' '}
          <When at={isThread ? at : member.updatedAt} />
        </span>
      </div>
      {excerpt && <div className="small excerpt">{excerpt}</div>}
      {viaId !== clientId && (
        <div className="dim small">
          {isThread ? 'at' : 'through'} {viaKind !== null && words(viaKind)}{' '}
          <Link href={`/entities/${viaId}`}>{viaName ?? viaId.slice(0, 8)}</Link>
        </div>
      )}
      {blockedBy.length > 0 && (
        <div className="small wait">
          waits for{' '}
          {blockedBy.map((each, index) => (
            <span key={each.id}>
              {index > 0 && ', '}
              <Link href={`/entities/${each.id}`}>{each.name ?? each.id.slice(0, 8)}</Link>
            </span>
          ))}
        </div>
      )}
    </li>
  );
}

/** What is said of a record in its line, by what it is. */
function Note({ member: { part, fields, isOpen } }: { readonly member: ClientMember }) {
  const join = (...names: string[]) =>
    names
      .map((each) => textOf(fields[each]))
      .filter((each) => each !== '')
      .join(' · ');
  const text =
    part === 'person'
      ? join('title', 'role', 'email', 'phone')
      : part === 'deal'
        ? [join('stage'), amountOf(fields['amount'], fields['currency']), closing(fields['close_date'])]
            .filter((each) => each !== '')
            .join(' · ')
        : part === 'quote'
          ? [join('status'), amountOf(fields['total'], fields['currency'])].filter((each) => each !== '').join(' · ')
          : part === 'work'
            ? join('status', 'state') || (isOpen ? 'open' : 'closed')
            : part === 'interaction'
              ? join('direction')
              : '';
  return <span className={isOpen || part === 'person' ? 'small' : 'dim small'}>{text}</span>;
}

function amountOf(amount: unknown, currency: unknown): string {
  const value = typeof amount === 'number' ? amount : Number.parseFloat(textOf(amount));
  return Number.isFinite(value) ? money({ amount: value, currency: textOf(currency) || null }) : '';
}

function closing(date: unknown): string {
  return textOf(date) === '' ? '' : `closes ${textOf(date).slice(0, 10)}`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}
