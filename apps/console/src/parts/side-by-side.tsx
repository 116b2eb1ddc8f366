import type { EntityDetail, Item } from '../api/client.ts';
import { diffWords } from '../format/diff.ts';
import { valueText, words } from '../format/format.ts';
import { When } from './when.tsx';

/** Base, ours and theirs, with what each side changed marked, where each value is from, and the rule that gave up. */
export function SideBySide({ item, entity }: { readonly item: Item; readonly entity: EntityDetail | null }) {
  const field = item.field ?? '';
  const source = entity?.provenance[field];
  const mapping = entity?.mappings.find(
    (each) => each.connectionId === item.connectionId && each.stream === item.stream,
  );
  const base = item.baseValue ?? null;
  return (
    <>
      <div className="three">
        <section>
          <h3>Base</h3>
          <p className="value">{base === null ? <span className="dim">they never agreed</span> : valueText(base)}</p>
          <p className="dim small">what both sides last agreed on</p>
        </section>
        <section>
          <h3>Ours</h3>
          <Changed base={base} value={item.localValue} />
          <p className="dim small">
            {source === undefined ? (
              'the hub'
            ) : (
              <>
                {source.actor ??
                  `${source.connectionName ?? 'the hub'}${source.stream === null ? '' : `/${source.stream}`}`}
                , <When at={source.at} />
              </>
            )}
          </p>
        </section>
        <section>
          <h3>Theirs</h3>
          <Changed base={base} value={item.remoteValue} />
          <p className="dim small">
            {item.connectionName}/{item.stream}
            {mapping?.remoteUpdatedAt && (
              <>
                , <When at={mapping.remoteUpdatedAt} />
              </>
            )}
          </p>
        </section>
      </div>
      {item.policyMode !== null && (
        <p className="dim">
          The policy of {words(field)} is <em>{words(item.policyMode)}</em>: it leaves this to a person.
        </p>
      )}
    </>
  );
}

/** A value with what is another than in the base marked. */
function Changed({ base, value }: { readonly base: unknown; readonly value: unknown }) {
  if (value === null || value === undefined) return <p className="dim">empty</p>;
  const text = valueText(value);
  if (typeof base !== 'string' || typeof value !== 'string') return <p className="value">{text}</p>;
  return (
    <p className="value">
      {diffWords(base, text)
        .filter((stretch) => stretch.in !== 'first')
        // oxlint-disable-next-line react/no-array-index-key -- stretches have nothing else
        .map((stretch, at) => (stretch.in === 'second' ? <ins key={at}>{stretch.text}</ins> : stretch.text))}
    </p>
  );
}
