import { useQuery } from '@tanstack/react-query';
import type { Connection } from '../../api/client.ts';
import { isQuotaWindow, quotaQuery, quotaWindows } from '../../api/connection-queries.ts';
import { count, duration, percent } from '../../format/format.ts';
import { lowestStep } from '../../format/quota-chart.ts';
import { Pick, useFilter } from '../filter.tsx';
import { Facts, Section } from '../page.tsx';
import { Empty, Trouble, Waiting } from '../trouble.tsx';
import { When } from '../when.tsx';
import { QuotaChart } from './quota-chart.tsx';

const names = { core: 'what the vendor allows', burst: 'the short window within it' } as const;

/** What is left of a connection's calls, and how it came to that. */
export function Quota({ connection: { id, quota } }: { readonly connection: Connection }) {
  const [picked] = useFilter('quota');
  const window = isQuotaWindow(picked) ? picked : '24h';
  const { data, error, refetch } = useQuery(quotaQuery(id, window));
  return (
    <Section
      title="Quota left"
      note={quota === null ? undefined : `${count(quota.remaining)} of ${count(quota.capacity)} now`}
    >
      {quota !== null && (
        <Facts
          facts={[
            ['Window', `${duration(quota.windowMs)} each`],
            ['Full again', <When key="r" at={quota.resetAt} />],
            quota.pausedUntil === null ? null : ['Left alone until', <When key="p" at={quota.pausedUntil} />],
            quota.pauseReason === null ? null : ['Because of', quota.pauseReason.replaceAll('_', ' ')],
          ]}
        />
      )}
      <div className="tools">
        <Pick
          label="Over"
          name="quota"
          all="24 h"
          options={quotaWindows
            .filter((each) => each !== '24h')
            .map((each) => [each, each.replace(/(\d)([hd])/, '$1 $2')])}
        />
      </div>
      {data === undefined ? (
        error ? (
          <Trouble error={error} again={() => void refetch()} />
        ) : (
          <Waiting />
        )
      ) : data.buckets.length === 0 ? (
        <Empty title="Nothing was asked of the vendor in this time.">
          Looks are kept for a week, one in five minutes; the first comes seconds after the first call.
        </Empty>
      ) : (
        data.buckets.map(({ bucket, series }) => {
          const least = lowestStep(series);
          return (
            <div key={bucket}>
              <h3>
                {names[bucket]}{' '}
                {least?.lowest != null && least.capacity !== null && (
                  <span className="dim">
                    least {count(least.lowest)} of {count(least.capacity)} (
                    {percent(least.lowest / Math.max(1, least.capacity))}
                    ), <When at={least.at} />
                  </span>
                )}
              </h3>
              <QuotaChart label={names[bucket]} series={series} />
            </div>
          );
        })
      )}
    </Section>
  );
}
