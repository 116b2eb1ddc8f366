import { createSalesforceSandbox, type SalesforceSandbox } from '@syncline/connector-salesforce/sandbox';
import { type SyncEngine, startSyncEngine } from '@syncline/testing';

const fields = {
  first_name: 'first_name',
  last_name: 'last_name',
  email: 'email',
  phone: 'phone',
  title: 'title',
};

/** Contacts of two organisations in step; what both changed of a title waits for a person. */
export function contactSettings(policies: Record<string, unknown> = { title: 'manual' }): Record<string, unknown> {
  return {
    kinds: {
      contact: {
        policies,
        members: [
          { connection: 'left', stream: 'contacts', createIn: 'org', match: ['email'], fields },
          { connection: 'right', stream: 'contacts', createIn: 'org', match: ['email'], fields },
        ],
      },
    },
  };
}

export interface TwoOrganisations {
  readonly left: SalesforceSandbox;
  readonly right: SalesforceSandbox;
  readonly engine: SyncEngine;
  /** Has the record read again, and waits until nothing moves. */
  settle(...records: readonly (readonly ['left' | 'right', string])[]): Promise<void>;
  /** Makes a contact at the left and returns its id, its twin's and the entity's. */
  makeTwins(contact: Record<string, string>): Promise<{ left: string; right: string; entityId: string }>;
  stop(): Promise<void>;
}

export async function startTwoOrganisations(): Promise<TwoOrganisations> {
  const left = await createSalesforceSandbox({ accounts: 0 });
  const right = await createSalesforceSandbox({ accounts: 0 });
  const engine = await startSyncEngine({
    sides: Object.entries({ left, right }).map(([name, sandbox]) => ({
      name,
      connector: 'salesforce',
      url: sandbox.url,
      settings: { organizationId: sandbox.organizationId, seesAllRecords: true },
      secrets: { clientId: sandbox.clientId, clientSecret: sandbox.clientSecret },
    })),
  });
  const settle: TwoOrganisations['settle'] = async (...records) => {
    for (const [side, id] of records)
      await engine.hint(side, { stream: 'contacts', externalId: id, locator: id, scope: 'org' });
    await engine.quiet();
  };
  return {
    left,
    right,
    engine,
    settle,
    makeTwins: async (contact) => {
      const id = String(left.create('Contact', contact).Id);
      await settle(['left', id]);
      const { rows } = await engine.ctx.store.query<{ right: string; entityId: string }>(
        `select b.external_id as right, b.entity_id as "entityId" from mappings a join mappings b using (workspace_id, entity_id)
         where a.external_id = $1 and a.connection_id <> b.connection_id`,
        [id],
      );
      if (!rows[0]) throw new Error(`${id} has no twin`);
      return { left: id, ...rows[0] };
    },
    stop: async () => {
      await engine.stop();
      await left.close();
      await right.close();
    },
  };
}
