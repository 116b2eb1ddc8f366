import type { Sql } from '@syncline/store';
import type { Desk, Recipe } from './recipes.ts';

const FINDINGS = 60;

/** Findings that no run of their rule closes: it has not come that far. */
export async function makeFindings(sql: Sql): Promise<(string | number)[]> {
  const { rows } = await sql.query<{ id: number }>(
    `insert into insight_findings (workspace_id, rule, key, entity_id, severity, summary, evidence, fingerprint, pass)
     select 1, 'stale_deals', 'fuzz ' || n, gen_random_uuid(), 'info', 'fuzz', '{}', 'fuzz', 1000000 from generate_series(1, $1::int) n returning id`,
    [FINDINGS],
  );
  return rows.map(({ id }) => id);
}

async function openFinding({ ask, things, random }: Desk): Promise<string | number> {
  const { body } = await ask('GET', '/api/v1/insights/findings?state=open&limit=200');
  const { items = [] } = body as { readonly items?: readonly { readonly id: number }[] };
  return items.length === 0 ? things.pick('insight', random) : random.pick(items).id;
}

/** How calls about findings get as far as to be done. */
export const insightRecipes: Readonly<Record<string, Recipe>> = {
  'POST /api/v1/insights/findings/{id}/dismiss': async (desk) => ({
    params: { id: await openFinding(desk) },
    headers: {},
    body: { why: 'fuzz' },
  }),
  'POST /api/v1/insights/run': ({ random }) => ({
    headers: {},
    body: random.pick<object>([{}, { rule: 'stale_deals' }, { rule: 'none of them' }]),
  }),
};
