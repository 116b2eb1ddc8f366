// The profile `obs`, as far as Prometheus goes: it finds every process of every role by Docker's names, reads them all,
// loads the rules, and answers each query of each dashboard. Grafana itself is not started.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Resolves to a sentence about what was seen once all of it holds; null until then. Throws for what can't get right. */
export async function prometheusState(root, address, roles, scraped) {
  const { activeTargets } = await ask(`${address}/api/v1/targets`).catch(() => ({ activeTargets: [] }));
  const up = activeTargets.filter(({ health }) => health === 'up');
  const found = new Set(up.map(({ labels }) => labels.role).filter((role) => role !== undefined));
  const isShared = up.some(({ labels }) => labels.job === 'syncline-shared');
  if (!isShared || up.length < scraped || roles.some((role) => !found.has(role))) return null;

  const { groups } = await ask(`${address}/api/v1/rules`);
  const rules = groups.flatMap((group) => group.rules);
  if (rules.length === 0) throw new Error('Prometheus has loaded no rules');
  const bad = rules.find(({ health }) => health === 'err');
  if (bad) throw new Error(`the rule ${bad.name}: ${bad.lastError}`);
  if (rules.some(({ health }) => health !== 'ok')) return null;

  const queries = dashboardQueries(root);
  let answered = 0;
  for (const query of queries) {
    const { result } = await ask(`${address}/api/v1/query?query=${encodeURIComponent(query)}`);
    if (result.length > 0) answered += 1;
  }
  // Many have nothing to say about a healthy fleet of two connections (dead letters, alerts, files).
  if (answered < queries.length / 4) return null;
  return `Prometheus: ${up.length} targets up, ${rules.length} rules well, ${answered} of ${queries.length} queries of the dashboards have figures`;
}

function dashboardQueries(root) {
  const folder = join(root, 'infra/grafana/dashboards');
  return readdirSync(folder).flatMap((file) =>
    JSON.parse(readFileSync(join(folder, file), 'utf8')).panels.flatMap(({ targets = [] }) =>
      targets.map(({ expr }) => expr.replaceAll('$__rate_interval', '1m')),
    ),
  );
}

async function ask(url) {
  const answer = await fetch(url);
  const { status, data, error } = await answer.json();
  if (status !== 'success') throw new Error(`${url} answered: ${error}`);
  return data;
}
