import type pg from 'pg';

/** What rules of insights run as: it may read the views of the schema insights, and nothing else. */
export const INSIGHTS_ROLE = 'syncline_insights';

const TRIES = 5;
/** Roles are the cluster's: another database of it may be at the same. */
const ANOTHER_IS_AT_IT = ['XX000', '23505', '42710'];
const NOT_ALLOWED = '42501';

/**
 * Sees to it that the role is there, reads the views, and may be taken by this user. Where this user may not make roles,
 * nothing is changed: rules say so when they are run.
 */
export async function ensureInsightsRole(client: pg.Client): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await makeRole(client);
      return;
    } catch (error) {
      const { code = '' } = error as { readonly code?: string };
      if (code === NOT_ALLOWED) return;
      if (attempt === TRIES || !ANOTHER_IS_AT_IT.includes(code)) throw error;
    }
  }
}

async function makeRole(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ known: boolean }>(
    `select exists (select from pg_roles where rolname = '${INSIGHTS_ROLE}') as known`,
  );
  if (rows[0]?.known !== true) await client.query(`create role ${INSIGHTS_ROLE} nologin noinherit`);
  if (!(await mayTakeRole(client))) await client.query(`grant ${INSIGHTS_ROLE} to current_user`);
  if (await mayRead(client)) return;
  await client.query(`grant usage on schema insights to ${INSIGHTS_ROLE}`);
  await client.query(`grant select on all tables in schema insights to ${INSIGHTS_ROLE}`);
}

/** Tried, since what membership comes to differs with the version of Postgres. */
async function mayTakeRole(client: pg.Client): Promise<boolean> {
  await client.query('begin');
  try {
    await client.query(`set local role ${INSIGHTS_ROLE}`);
    return true;
  } catch (error) {
    if ((error as { readonly code?: string }).code === NOT_ALLOWED) return false;
    throw error;
  } finally {
    await client.query('rollback');
  }
}

async function mayRead(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ may: boolean }>(
    `select has_schema_privilege('${INSIGHTS_ROLE}', 'insights', 'usage')
       and not exists (select from pg_class c where c.relnamespace = 'insights'::regnamespace and c.relkind = 'v'
         and not has_table_privilege('${INSIGHTS_ROLE}', c.oid, 'select')) as may`,
  );
  return rows[0]?.may === true;
}
