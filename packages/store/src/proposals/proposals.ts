import { camelCased } from '../camel-cased.ts';
import type { Sql } from '../database.ts';
import { insertEvent } from '../events.ts';
import type { ProposalState, proposals } from '../schema/index.ts';
import { writeAudit } from '../sync/audit.ts';

export type ProposalRow = typeof proposals.$inferSelect;

export type NewProposal = Pick<
  ProposalRow,
  | 'workspaceId'
  | 'kind'
  | 'key'
  | 'title'
  | 'diff'
  | 'digest'
  | 'proposers'
  | 'policy'
  | 'role'
  | 'needed'
  | 'expiresAt'
> &
  Partial<
    Pick<
      ProposalRow,
      'entityId' | 'entityKind' | 'connectionId' | 'stream' | 'externalId' | 'writebackId' | 'subject' | 'evidence'
    >
  >;

/**
 * Has something wait for approval. What waits already and is the same stays as it is; where it became another, the
 * proposal shows the newest, and what was decided about the older one counts no more. One that was approved and is not
 * what is to be done any more is superseded by a new one.
 */
export async function propose(tx: Sql, given: NewProposal): Promise<ProposalRow> {
  const standing = await standingProposal(tx, given.workspaceId, given.key);
  if (standing?.state === 'waiting' && standing.digest === given.digest) return standing;
  if (standing?.state === 'waiting') return change(tx, standing, given);
  const proposed = await insert(tx, given, standing?.id ?? null);
  await note(tx, proposed, 'proposal.opened', proposed.proposers.join(', '), given.policy, {
    digest: proposed.digest,
    supersedes: proposed.supersedes,
  });
  return proposed;
}

export async function standingProposal(tx: Sql, workspaceId: number, key: string): Promise<ProposalRow | null> {
  const { rows } = await tx.query({
    name: 'proposal-standing',
    text: `select * from proposals where workspace_id = $1 and key = $2 and state in ('waiting', 'approved') for update`,
    values: [workspaceId, key],
  });
  return rows[0] ? camelCased<ProposalRow>(rows[0]) : null;
}

export async function findProposal(
  sql: Sql,
  workspaceId: number,
  id: number,
  lock = false,
): Promise<ProposalRow | null> {
  const { rows } = await sql.query(
    `select * from proposals where workspace_id = $1 and id = $2${lock ? ' for update' : ''}`,
    [workspaceId, id],
  );
  return rows[0] ? camelCased<ProposalRow>(rows[0]) : null;
}

/** Moves a proposal on from the states given; null when it was not in one of them. */
export async function moveProposal(
  tx: Sql,
  proposal: Pick<ProposalRow, 'id' | 'workspaceId'>,
  from: readonly ProposalState[],
  to: ProposalState,
  by: { readonly actor: string; readonly reason: string | null },
): Promise<ProposalRow | null> {
  const { rows } = await tx.query(
    `update proposals set state = $3, reason = $4, updated_at = now(), ended_at = case when $3 = 'approved' then null else now() end
     where workspace_id = $1 and id = $2 and state = any($5) returning *`,
    [proposal.workspaceId, proposal.id, to, by.reason, from],
  );
  if (!rows[0]) return null;
  const moved = camelCased<ProposalRow>(rows[0]);
  await note(tx, moved, 'proposal.state_changed', by.actor, by.reason, { to, digest: moved.digest });
  return moved;
}

async function change(tx: Sql, standing: ProposalRow, given: NewProposal): Promise<ProposalRow> {
  const { rows } = await tx.query(
    `update proposals set diff = $2, digest = $3, version = version + 1, proposers = $4, policy = $5, role = $6, needed = $7,
       expires_at = $8, title = $9, evidence = $10, subject = $11, updated_at = now() where id = $1 returning *`,
    [
      standing.id,
      JSON.stringify(given.diff),
      given.digest,
      [...new Set([...standing.proposers, ...given.proposers])],
      given.policy,
      given.role,
      given.needed,
      given.expiresAt,
      given.title,
      JSON.stringify(given.evidence ?? {}),
      JSON.stringify(given.subject ?? {}),
    ],
  );
  const changed = camelCased<ProposalRow>(rows[0]!);
  await note(tx, changed, 'proposal.changed', given.proposers.join(', '), given.policy, {
    digest: changed.digest,
    version: changed.version,
  });
  return changed;
}

async function insert(tx: Sql, given: NewProposal, supersedes: number | null): Promise<ProposalRow> {
  if (supersedes !== null)
    await moveProposal(tx, { id: supersedes, workspaceId: given.workspaceId }, ['approved'], 'superseded', {
      actor: 'syncline',
      reason: 'What is to be done is not what was approved any more: it was proposed anew.',
    });
  const { rows } = await tx.query(
    `insert into proposals (workspace_id, kind, key, title, entity_id, entity_kind, connection_id, stream, external_id, writeback_id, subject,
       diff, evidence, digest, proposers, policy, role, needed, expires_at, supersedes)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20) returning *`,
    [
      given.workspaceId,
      given.kind,
      given.key,
      given.title,
      given.entityId ?? null,
      given.entityKind ?? null,
      given.connectionId ?? null,
      given.stream ?? null,
      given.externalId ?? null,
      given.writebackId ?? null,
      JSON.stringify(given.subject ?? {}),
      JSON.stringify(given.diff),
      JSON.stringify(given.evidence ?? {}),
      given.digest,
      given.proposers,
      given.policy,
      given.role,
      given.needed,
      given.expiresAt,
      supersedes,
    ],
  );
  const made = camelCased<ProposalRow>(rows[0]!);
  if (supersedes !== null)
    await tx.query('update proposals set superseded_by = $2 where id = $1', [supersedes, made.id]);
  return made;
}

/** Every step is an event and a row of the audit, in the transaction that makes it. */
export async function note(
  tx: Sql,
  proposal: ProposalRow,
  type: string,
  actor: string,
  why: string | null,
  details: Record<string, unknown>,
): Promise<void> {
  const { workspaceId, id, kind, entityId, connectionId, state, title } = proposal;
  await insertEvent(tx, {
    workspaceId,
    type,
    entityId,
    connectionId,
    payload: { proposal: id, kind, state, title, ...details },
  });
  await writeAudit(tx, [
    {
      workspaceId,
      actor,
      action: type,
      subject: `proposal ${id}: ${title}`,
      entityId,
      why,
      details: { kind, state, ...details },
    },
  ]);
}
