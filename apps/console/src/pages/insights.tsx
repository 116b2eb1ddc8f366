import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { insightRulesQuery, insightsQuery } from '../api/insight-queries.ts';
import { Pick, useFilter } from '../parts/filter.tsx';
import { InsightRules } from '../parts/insight-rules.tsx';
import { InsightView } from '../parts/insight-view.tsx';
import { Page, Section } from '../parts/page.tsx';
import { Empty, Trouble, Waiting } from '../parts/trouble.tsx';

const states = ['open', 'dismissed', 'closed'] as const;
const severities = ['critical', 'warning', 'info'] as const;

/** What rules have found about accounts, deals and work, each with what it says so by; and the rules themselves. */
export function InsightsPage() {
  const [given] = useFilter('state');
  const [rule] = useFilter('rule');
  const [grave] = useFilter('severity');
  const state = states.find((each) => each === given) ?? 'open';
  const severity = severities.find((each) => each === grave);
  const source = useInfiniteQuery(
    insightsQuery({ state, ...(rule === '' ? {} : { rule }), ...(severity === undefined ? {} : { severity }) }),
  );
  const rules = useQuery(insightRulesQuery);
  const findings = source.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Page
      title="Insights"
      note="what rules find in the graph, with the evidence"
      tools={
        <>
          <Pick
            label="Rule"
            name="rule"
            all="any"
            options={(rules.data?.items ?? []).map(({ id, title }) => [id, title] as const)}
          />
          <Pick label="Severity" name="severity" all="any" options={severities.map((each) => [each, each])} />
          <Pick
            label="State"
            name="state"
            all="open"
            options={states.filter((each) => each !== 'open').map((each) => [each, each])}
          />
        </>
      }
    >
      {source.error && <Trouble error={source.error} again={() => void source.refetch()} />}
      {source.isPending && <Waiting />}
      {source.data && findings.length === 0 && (
        <Empty title={state === 'open' ? 'No rule finds anything.' : 'There is none.'}>
          Rules are run every few minutes. How to write your own is told in the guide on insights.
        </Empty>
      )}
      <ul className="plain-list">
        {findings.map((finding) => (
          <li key={finding.id}>
            <InsightView finding={finding} />
          </li>
        ))}
      </ul>
      {source.hasNextPage && (
        <button type="button" className="quiet" onClick={() => void source.fetchNextPage()}>
          More
        </button>
      )}
      <Section title="Rules" note={null}>
        {rules.error && <Trouble error={rules.error} again={() => void rules.refetch()} />}
        {rules.data && <InsightRules {...rules.data} />}
      </Section>
    </Page>
  );
}
