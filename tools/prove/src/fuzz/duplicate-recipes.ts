import type { Sql } from '@syncline/store';
import type { Desk, Recipe } from './recipes.ts';

const PAIRS = 60;

/** Pairs of people of one name and employer, which somebody has to be asked about. */
export async function makePairs(sql: Sql): Promise<void> {
  await sql.query(
    `with made as (
       insert into entities (workspace_id, id, kind, version, fields)
       select 1, ('00000000-0000-7000-8000-' || lpad(to_hex(n * 2 + side), 12, '0'))::uuid, 'contact', 1,
         jsonb_build_object('first_name', 'zoran' || w, 'last_name', w || 'vic', 'company', w || ' works', 'title', side::text)
       from generate_series(1, $1::int) n, generate_series(0, 1) side, translate(n::text, '0123456789', 'abcdefghij') w
       returning id)
     insert into duplicates (workspace_id, kind, a_id, b_id, probability, verdict, evidence, held_back, fingerprint)
     select 1, 'contact', ('00000000-0000-7000-8000-' || lpad(to_hex(n * 2), 12, '0'))::uuid,
       ('00000000-0000-7000-8000-' || lpad(to_hex(n * 2 + 1), 12, '0'))::uuid, 0.9, 'propose', '[]', '{}', 'fuzz'
     from generate_series(1, $1::int) n`,
    [PAIRS],
  );
}

async function openPair({ ask, things, random }: Desk): Promise<string | number> {
  const { body } = await ask('GET', '/api/v1/duplicates?state=open&limit=200');
  const { items = [] } = body as { readonly items?: readonly { readonly id: number }[] };
  return items.length === 0 ? things.pick('duplicate', random) : random.pick(items).id;
}

async function merged(desk: Desk): Promise<string | number> {
  const { body } = await desk.ask('POST', `/api/v1/duplicates/${await openPair(desk)}/merge`, {});
  return (body as { readonly id?: number }).id ?? 1;
}

/** How calls about duplicates get as far as to be done. */
export const duplicateRecipes: Readonly<Record<string, Recipe>> = {
  'POST /api/v1/duplicates/{id}/merge': async (desk) => ({
    params: { id: await openPair(desk) },
    headers: {},
    body: { why: 'fuzz' },
  }),
  'POST /api/v1/duplicates/{id}/dismiss': async (desk) => ({
    params: { id: await openPair(desk) },
    headers: {},
    body: {},
  }),
  'POST /api/v1/merges/{id}/undo': async (desk) => ({ params: { id: await merged(desk) }, headers: {}, body: {} }),
};
