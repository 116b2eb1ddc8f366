import type { ClientDetailDocument } from '../api/client-documents.ts';
import type { EntityDocument } from '../api/sync-documents.ts';
import type { DataTable } from './render.ts';

/** What a contact or an account may want of what is in stock, or who may want an item, the best first; nothing where nobody does. */
export function interestTables({ relations }: Pick<EntityDocument, 'relations'>): DataTable[] {
  return (['out', 'in'] as const).flatMap((direction) => {
    const rows = relations
      .filter((each) => each.type === 'interested_in' && each.direction === direction)
      .sort((a, b) => (b.score ?? 0) - (a.score ?? 0))
      .map(({ entityId, title, score, explanation }) => [entityId, title, score, explanation?.says ?? null]);
    const columns = ['id', direction === 'out' ? 'what' : 'who', 'score', 'why'];
    return rows.length === 0 ? [] : [{ title: direction === 'out' ? 'May want' : 'Who may want it', columns, rows }];
  });
}

/** Of an entity with many relations the first are shown, which need not be the best. */
export function moreRelationsLines({ id, moreRelations }: Pick<EntityDocument, 'id' | 'moreRelations'>): string[] {
  return moreRelations ? [`There are more relations than are shown: GET /api/v1/entities/${id}/relations`] : [];
}

/** What an account and its people may want of what is in stock. */
export function matchTables({ matches: { items, total } }: Pick<ClientDetailDocument, 'matches'>): DataTable[] {
  if (items.length === 0) return [];
  return [
    {
      title: `May want${total > items.length ? ` (the best ${items.length} of ${total})` : ''}`,
      columns: ['id', 'what', 'who', 'score', 'why'],
      rows: items.map(({ itemId, itemName, whoName, score, explanation }) => [
        itemId,
        itemName,
        whoName,
        score,
        explanation.says,
      ]),
    },
  ];
}
