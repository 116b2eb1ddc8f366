import { Link } from 'wouter';
import type { ConfigPreview } from '../../api/client.ts';
import { plural, words } from '../../format/format.ts';
import { State } from '../state.tsx';
import { Empty } from '../trouble.tsx';
import { Value } from '../value.tsx';

type Entity = ConfigPreview['entities'][number];

const whens: Readonly<Record<Entity['when'], readonly [state: string, text: string]>> = {
  at_once: ['busy', 'changes at once'],
  next_change: ['pending', 'changes when a side changes next'],
  in_step: ['ok', 'nothing is written'],
};

/** What a config would do to records that are there, each side's fields as they are and as they would be. */
export function Preview({ preview: { entities } }: { readonly preview: ConfigPreview }) {
  if (entities.length === 0)
    return (
      <Empty title="There are no records of these kinds yet.">
        Read a connection first: the preview is made on what the hub holds.
      </Empty>
    );
  const now = entities.filter(({ when }) => when === 'at_once').length;
  const made = entities.flatMap(({ sides }) => sides.filter(({ op }) => op === 'create')).length;
  return (
    <>
      <p role="status">
        Of {plural(entities.length, 'record')}, the newest of each kind,{' '}
        {now === 0 ? 'none changes' : `${now} would change`} at once
        {made > 0 && `, and ${plural(made, 'twin')} would be made when a side changes next`}. Nothing was written.
      </p>
      <ul className="plain-list preview">
        {entities.map((entity) => (
          <li key={entity.entity_id}>
            <OfEntity entity={entity} />
          </li>
        ))}
      </ul>
    </>
  );
}

function OfEntity({ entity }: { readonly entity: Entity }) {
  const [state, text] = whens[entity.when];
  return (
    <>
      <div className="spread">
        <span>
          <Link href={`/entities/${entity.entity_id}`}>{entity.title ?? entity.entity_id}</Link>{' '}
          <span className="dim">{words(entity.kind)}</span>
        </span>
        <State is={state}>{text}</State>
      </div>
      {entity.hub.map(({ field, from, to }) => (
        <Line key={field} place="hub" field={field} from={from} to={to} />
      ))}
      {entity.sides.map((side) =>
        side.fields.map(({ field, from, to, left }) => (
          <Line
            key={`${side.connection_name} ${side.stream} ${field}`}
            place={`${side.connection_name}/${side.stream}${side.op === 'create' ? ', a new one' : ''}`}
            field={field}
            from={from}
            to={to}
            note={left ? 'left as it is until a side changes it' : null}
          />
        )),
      )}
      {entity.conflicts.map(({ side, field, message }) => (
        <p key={`${side} ${field}`} className="wait small">
          {side}, {words(field)}: {message}
        </p>
      ))}
    </>
  );
}

interface LineProps {
  readonly place: string;
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
  readonly note?: string | null;
}

function Line({ place, field, from, to, note = null }: LineProps) {
  return (
    <div className="preview-line small" data-left={note !== null}>
      <span className="dim">
        {place} <code>{field}</code>
      </span>
      <span>
        <del>
          <Value value={from} />
        </del>{' '}
        →{' '}
        {note === null ? (
          <Value value={to} />
        ) : (
          <span className="dim">
            <Value value={to} /> ({note})
          </span>
        )}
      </span>
    </div>
  );
}
