import { createSalesforceSandbox } from '@syncline/connector-salesforce/sandbox';
import { listProposals, type ProposalView, type Role, saveConfigResource } from '@syncline/store';
import { startSyncEngine, waitForProcess } from '@syncline/testing';
import { decideProposal } from '../approvals/decide-proposal.ts';
import { startBackfill } from '../processes/start-process.ts';
import { editEntity } from '../sync/edit-entity.ts';

export const approvalSettings = {
  approvals: [
    { name: 'titles', fields: ['title'], ops: ['update'] },
    { name: 'two of them', fields: ['department'], approvals: 2 },
    { name: 'unsure merges', kinds: ['merge'], confidenceBelow: 0.99 },
  ],
  kinds: {
    contact: {
      policies: { title: 'local_wins' },
      members: [
        {
          connection: 'crm',
          stream: 'contacts',
          createIn: 'org',
          fields: {
            last_name: 'last_name',
            title: 'title',
            phone: 'phone',
            department: 'department',
            first_name: 'first_name',
          },
        },
      ],
    },
  },
};

/** A CRM with so many contacts, all in the graph, whose titles, departments and unsure merges have to be approved. */
export async function startApprovedContacts(contacts: number) {
  const crm = await createSalesforceSandbox({ accounts: 0 });
  const { organizationId, clientId, clientSecret } = crm;
  const engine = await startSyncEngine({
    sides: [
      {
        name: 'crm',
        connector: 'salesforce',
        url: crm.url,
        settings: { organizationId, seesAllRecords: true },
        secrets: { clientId, clientSecret },
      },
    ],
  });
  const { ctx } = engine;
  await engine.configure('approved', approvalSettings);
  // What is merged is what a test merges.
  await saveConfigResource(ctx.store, {
    workspaceId: 1,
    kind: 'identity',
    name: 'contact',
    managedBy: 'api',
    value: { automatic: false },
    applied: null,
    kept: {},
    origins: {},
  });
  for (let n = 0; n < contacts; n++) crm.create('Contact', { LastName: `Nr ${n}`, Title: 'before' });
  const { processId } = await startBackfill(ctx, { connectionId: engine.connectionId('crm') });
  await waitForProcess(ctx, processId);
  await engine.quiet();
  const { rows } = await ctx.store.query<{ entity: string; id: string }>(
    `select entity_id as entity, external_id as id from mappings where stream = 'contacts' order by external_id`,
  );
  const entities = new Map(rows.map(({ entity, id }) => [id, entity]));
  const waiting = async (id?: string): Promise<ProposalView[]> => {
    const filter = { state: 'waiting' as const, entityId: id === undefined ? undefined : entities.get(id) };
    return [...(await listProposals(ctx.store, 1, filter, { limit: 200, cursor: undefined })).items];
  };
  return {
    crm,
    engine,
    /** By the ids of the CRM. */
    entities,
    ids: rows.map(({ id }) => id),
    titleOf: (id: string) => crm.record('Contact', id)?.['Title'],
    edit: (id: string, fields: Record<string, string>, actor = 'ada') =>
      editEntity(ctx, { workspaceId: 1, entityId: entities.get(id)!, kind: 'contact', fields, actor }),
    /** Of one record, or of all. */
    waiting,
    one: async (id: string): Promise<ProposalView> => {
      const [found, ...more] = await waiting(id);
      if (!found || more.length > 0) throw new Error(`${more.length} proposals wait beside one of ${id}`);
      return found;
    },
    decide: (
      { id, digest }: Pick<ProposalView, 'id' | 'digest'>,
      actor: string,
      verdict: 'approve' | 'reject' = 'approve',
      role: Role = 'approver',
    ) => decideProposal(ctx, id, digest, { workspaceId: 1, verdict, actor, role, words: null }),
    stateOf: async (id: number) =>
      (await ctx.store.query(`select state, superseded_by as "by" from proposals where id = $1`, [id])).rows[0],
    stop: async () => {
      await engine.stop();
      await crm.close();
    },
  };
}

export type ApprovedContacts = Awaited<ReturnType<typeof startApprovedContacts>>;
