import { Link } from 'wouter';
import type { EntityDetail } from '../api/client.ts';
import { words } from '../format/format.ts';
import { Reason } from './reason.tsx';

type Relation = EntityDetail['relations'][number];

/** What an entity refers to and what refers to it, by kind of relation. */
export function Relations({ entity }: { readonly entity: EntityDetail }) {
  const groups = Map.groupBy(entity.relations, ({ direction, type }) => `${direction} ${type}`);
  return (
    <dl className="relations">
      {[...groups].map(([key, relations]) => (
        <div key={key}>
          <dt>
            {relations[0]!.direction === 'out' ? '→' : '←'} {words(relations[0]!.type)}
          </dt>
          <dd>
            {bestFirst(relations).map((relation, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- relations have no ids and no order of their own
              <End key={`${relation.entityId ?? relation.target} ${index}`} relation={relation} />
            ))}
          </dd>
        </div>
      ))}
      {entity.moreRelations && (
        <p className="dim small">
          There are more: <a href={`/api/v1/entities/${entity.id}/relations`}>/api/v1/entities/…/relations</a>
        </p>
      )}
    </dl>
  );
}

function End({ relation }: { readonly relation: Relation }) {
  if (relation.entityId === null)
    return (
      <span className="end dim">
        {relation.target ?? 'unknown'} <span className="small">not in the graph yet</span>
      </span>
    );
  return (
    <span className="end">
      <Link href={`/entities/${relation.entityId}`}>{relation.title ?? relation.entityId.slice(0, 8)}</Link>{' '}
      {relation.kind !== null && <span className="dim small">{words(relation.kind)}</span>}{' '}
      {relation.score !== null && relation.explanation !== null && (
        <Reason score={relation.score} explanation={relation.explanation} />
      )}
    </span>
  );
}

/** Those with a score by it; others stay as they are. */
function bestFirst(relations: readonly Relation[]): readonly Relation[] {
  return relations.toSorted((a, b) => (b.score ?? 0) - (a.score ?? 0));
}
