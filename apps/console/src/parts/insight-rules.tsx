import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, bodyOf, type InsightRules as Rules } from '../api/client.ts';
import { count, duration } from '../format/format.ts';
import { Act } from './act.tsx';
import { useRefusal } from './session.ts';
import { State } from './state.tsx';
import { Trouble } from './trouble.tsx';
import { When } from './when.tsx';

/** Each rule with its last run, and why some are left out. */
export function InsightRules({ items, problems }: Rules) {
  const client = useQueryClient();
  const refusal = useRefusal('operator', 'entities:write');
  const [said, setSaid] = useState('');
  const run = useMutation({
    mutationFn: () => bodyOf('POST /api/v1/insights/run', api.POST('/api/v1/insights/run', { body: {} })),
    onSuccess: ({ rules }) => setSaid(`${count(rules.length)} rules run within seconds.`),
    onSettled: () => client.invalidateQueries({ queryKey: ['insights'] }),
  });
  return (
    <>
      {problems.map(({ file, line, rule, message, fix }) => (
        <div key={`${file} ${line} ${message}`} className="trouble">
          <strong>
            {file}
            {line > 0 && `, line ${line}`}
            {rule !== null && `, ${rule}`}: {message}
          </strong>
          <p>{fix}</p>
        </div>
      ))}
      <ul className="plain-list">
        {items.map(({ id, title, open, enabled, ranAt, tookMs, everyMinutes, error, sql, file }) => (
          <li key={id}>
            <details>
              <summary>
                {title} <span className="dim small">{enabled ? `${count(open)} open` : 'turned off'}</span>
              </summary>
              <p className="small dim">
                <code>{id}</code> of {file}, every {everyMinutes} min
                {ranAt !== null && (
                  <>
                    , ran <When at={ranAt} />
                    {tookMs !== null && ` in ${duration(tookMs)}`}
                  </>
                )}
              </p>
              <pre>{sql}</pre>
            </details>
            {error !== null && (
              <p className="small">
                <State is="error">failed</State> {error}
              </p>
            )}
          </li>
        ))}
      </ul>
      <Act refusal={refusal} busy={run.isPending} onClick={() => run.mutate()}>
        Run all now
      </Act>
      <span role="status" className="small">
        {said}
      </span>
      {run.error && <Trouble error={run.error} />}
    </>
  );
}
