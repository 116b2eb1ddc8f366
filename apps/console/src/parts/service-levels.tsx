import { useQuery } from '@tanstack/react-query';
import type { ServiceLevel } from '../api/client.ts';
import { sloQuery } from '../api/queries.ts';
import { percent } from '../format/format.ts';
import { levelText, objectiveName, targetText } from '../format/service-levels.ts';
import { Sparkline } from './sparkline.tsx';
import { State } from './state.tsx';
import { Trouble, Waiting } from './trouble.tsx';

/** What is promised and how it is kept: the last hour as a line, and what is left of the week's budget. */
export function ServiceLevels() {
  const { data, error } = useQuery(sloQuery);
  if (data === undefined) return error ? <Trouble error={error} /> : <Waiting />;
  const ofWeek = new Map(data.items.filter((each) => each.window === '7d').map((each) => [each.objective, each]));
  return (
    <ul className="levels">
      {data.items
        .filter((each) => each.window === '1h')
        .map((level) => (
          <Level key={level.objective} hour={level} week={ofWeek.get(level.objective) ?? level} />
        ))}
    </ul>
  );
}

function Level({ hour, week }: { readonly hour: ServiceLevel; readonly week: ServiceLevel }) {
  const name = objectiveName(hour.objective);
  const value = levelText(hour.unit, hour.value);
  return (
    <li title={hour.description}>
      <span className="dim small">{name}</span>
      <span className="level">
        <strong className={hour.inBreach ? 'bad' : hour.value === null ? 'dim' : ''}>{value}</strong>
        <Sparkline {...hour} label={`${name} over the last hour, now ${value}; to be ${targetText(hour)}`} />
      </span>
      <span className="dim small">to be {targetText(hour)}</span>
      <span className="small">
        {week.inBreach ? (
          <State is="error">week's budget spent</State>
        ) : (
          <span className="dim">{percent(Math.max(0, week.budgetLeft))} of the week's budget left</span>
        )}
      </span>
    </li>
  );
}
