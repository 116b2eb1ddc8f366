import { type EngineContext, editEntity } from '@syncline/engine';
import type { Random } from '../shared/random.ts';
import { lettersOf } from './compare-records.ts';
import type { FilledVendor } from './filled-vendor.ts';

export interface BothSides {
  readonly atVendor: number;
  readonly inHub: number;
  /** Records that were edited on both sides, each side another field. */
  readonly onBoth: number;
  /** Edits of the hub that the vendor does not show, a sentence each. */
  missed(): string[];
}

/**
 * Edits titles at the vendor and titles in the hub, of different records, and of others the title there and the text
 * here. What is edited at the vendor shows when the graph is compared with it.
 */
export async function editBothSides(
  ctx: EngineContext,
  connectionId: number,
  vendor: FilledVendor,
  { edits, random }: { readonly edits: number; readonly random: Random },
): Promise<BothSides> {
  const { titleField, textField } = vendor;
  const living = [...vendor.records()].map(({ id }) => id);
  const take = (count: number): string[] =>
    Array.from({ length: Math.min(count, living.length) }, () => living.splice(random.below(living.length), 1)[0]!);
  const [atVendor, inHub, onBoth] = [take(edits), take(edits), take(Math.ceil(edits / 2))];
  for (const id of [...atVendor, ...onBoth]) vendor.setTitle(id, titleAt('vendor', id));
  for (const id of inHub) await edit(id, { [titleField]: titleAt('hub', id) });
  for (const id of onBoth) await edit(id, { [textField]: textInHub(id) });
  return {
    atVendor: atVendor.length,
    inHub: inHub.length,
    onBoth: onBoth.length,
    missed: () => {
      const wanted = new Map([
        ...atVendor.map((id) => [id, { [titleField]: titleAt('vendor', id) }] as const),
        ...inHub.map((id) => [id, { [titleField]: titleAt('hub', id) }] as const),
        ...onBoth.map((id) => [id, { [titleField]: titleAt('vendor', id), [textField]: textInHub(id) }] as const),
      ]);
      const shown = new Map([...vendor.records()].map((record) => [record.id, record.shown]));
      return [...wanted].flatMap(([id, fields]) =>
        Object.entries(fields)
          .filter(([field, value]) => lettersOf(shown.get(id)?.[field]) !== lettersOf(value))
          .map(
            ([field, value]) =>
              `${id} ${field}: the vendor shows ${JSON.stringify(shown.get(id)?.[field])}, and ${JSON.stringify(value)} was written`,
          ),
      );
    },
  };

  async function edit(id: string, fields: Record<string, string>): Promise<void> {
    const { rows } = await ctx.store.query<{ entityId: string; kind: string }>(
      `select e.id as "entityId", e.kind from mappings m join entities e on e.workspace_id = m.workspace_id and e.id = m.entity_id
       where m.connection_id = $1 and m.stream = $2 and m.external_id = $3`,
      [connectionId, vendor.stream, id],
    );
    const row = rows[0];
    if (!row) return;
    const { outcome } = await editEntity(ctx, { workspaceId: 1, ...row, fields, actor: 'somebody' });
    if (outcome !== 'edited') throw new Error(`An edit of ${id} in the hub was ${outcome}`);
  }
}

const titleAt = (side: 'hub' | 'vendor', id: string): string =>
  `Edited ${side === 'hub' ? 'in the hub' : 'at the vendor'}: ${id}`;
const textInHub = (id: string): string => `What is written in the hub about ${id}.`;
