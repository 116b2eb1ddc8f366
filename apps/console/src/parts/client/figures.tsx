import { Link } from 'wouter';
import type { ClientDetail } from '../../api/client.ts';
import { count, percent, plural, words } from '../../format/format.ts';
import { money } from '../../format/money.ts';
import { Section } from '../page.tsx';
import { When } from '../when.tsx';

type Figures = NonNullable<ClientDetail['figures']>;

/** What goes on, in figures; each leads to the records behind it. */
export function Headline({ client, figures }: { readonly client: ClientDetail; readonly figures: Figures }) {
  const { troubles } = client;
  const { counts, work, quality, contact } = figures;
  const waiting = troubles.itemCount + troubles.proposalCount + troubles.duplicateCount;
  const deals = figures.pipeline.reduce((sum, each) => sum + each.deals, 0);
  return (
    <div className="figures small-figures">
      <a href="#deal">
        <strong>{count(deals)}</strong> <span>open deals</span>
      </a>
      <a href="#person">
        <strong>{count(counts.person)}</strong> <span>people</span>
      </a>
      <a href="#work">
        <strong>{count(work.open)}</strong> <span>open work</span>
      </a>
      <a href="#work" className={work.blocked > 0 ? 'marked' : undefined}>
        <strong>{count(work.blocked)}</strong> <span>blocked</span>
      </a>
      <a href="#interaction">
        <strong>{count(counts.interaction)}</strong> <span>interactions</span>
      </a>
      <a href="#waits" className={waiting > 0 ? 'marked' : undefined}>
        <strong>{count(waiting)}</strong> <span>to decide</span>
      </a>
      <a href="#quality">
        <strong>{percent(quality.expected === 0 ? 1 : quality.filled / quality.expected)}</strong> <span>filled</span>
      </a>
      {contact.lastId !== null && (
        <Link href={`/entities/${contact.lastId}`}>
          <span>last contact</span> <When at={contact.lastAt} />
        </Link>
      )}
    </div>
  );
}

/** Deals that go on by stage and currency, each sum with its deals; and those that ended. */
export function Pipeline({ client, figures }: { readonly client: ClientDetail; readonly figures: Figures }) {
  const { pipeline, ended } = figures;
  if (pipeline.length === 0 && ended.won + ended.lost === 0) return null;
  const names = new Map(client.parts.deal.items.map(({ id, name }) => [id, name]));
  return (
    <Section title="Pipeline" note={`${count(ended.won)} won, ${count(ended.lost)} lost before`}>
      <dl className="relations">
        {pipeline.map((group) => (
          <div key={`${group.stage} ${group.currency}`}>
            <dt>{group.stage ?? 'no stage'}</dt>
            <dd>
              <strong>{money(group)}</strong>{' '}
              <span className="dim small">
                {plural(group.deals, 'deal')}
                {group.withoutAmount > 0 && `, ${count(group.withoutAmount)} without an amount`}
              </span>
              <Evidence ids={group.dealIds} names={names} />
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

/** How often there was contact, by month. */
export function Frequency({ figures }: { readonly figures: Figures }) {
  const months = Object.entries(figures.contact.byMonth)
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .slice(0, 6);
  if (months.length === 0) return null;
  return (
    <Section title="Contact by month">
      <dl className="relations">
        {months.map(([month, types]) => (
          <div key={month}>
            <dt>{month}</dt>
            <dd>
              {Object.entries(types)
                .map(([type, number]) => plural(number, words(type)))
                .join(', ')}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

/** What is missing, how old the oldest word is, and where counting stopped. */
export function Quality({ client, figures }: { readonly client: ClientDetail; readonly figures: Figures }) {
  const { quality, cut } = figures;
  const everybody = Object.values(client.parts).flatMap(({ items }) => items);
  const names = new Map<string, string | null>([
    [client.id, client.name],
    ...everybody.map(({ id, name }): [string, string | null] => [id, name]),
  ]);
  const nameOf = (id: string) => names.get(id) ?? id.slice(0, 8);
  return (
    <div id="quality" className="anchor">
      <Section
        title="Quality"
        note={`${count(quality.filled)} of ${count(quality.expected)} fields that complete records have`}
      >
        <dl className="relations">
          {quality.missing.map(({ id, fields }) => (
            <div key={id}>
              <dt>
                <Link href={`/entities/${id}`}>{nameOf(id)}</Link>
              </dt>
              <dd>has no {fields.map(words).join(', ')}</dd>
            </div>
          ))}
          <div>
            <dt>Oldest change</dt>
            <dd>
              <Link href={`/entities/${quality.oldestChange.id}`}>{nameOf(quality.oldestChange.id)}</Link>{' '}
              <When at={quality.oldestChange.at} />
            </dd>
          </div>
          <div>
            <dt>Newest change</dt>
            <dd>
              <Link href={`/entities/${quality.newestChange.id}`}>{nameOf(quality.newestChange.id)}</Link>{' '}
              <When at={quality.newestChange.at} />
            </dd>
          </div>
          {cut.length > 0 && (
            <div>
              <dt>At least</dt>
              <dd>
                More is tied to these than is counted: <Evidence ids={cut} names={names} />
              </dd>
            </div>
          )}
        </dl>
      </Section>
    </div>
  );
}

interface EvidenceProps {
  readonly ids: readonly string[];
  readonly names: ReadonlyMap<string, string | null>;
}

function Evidence({ ids, names }: EvidenceProps) {
  return (
    <span className="small">
      {ids.map((id, index) => (
        <span key={id}>
          {index > 0 ? ', ' : ' '}
          <Link href={`/entities/${id}`}>{names.get(id) ?? id.slice(0, 8)}</Link>
        </span>
      ))}
    </span>
  );
}
