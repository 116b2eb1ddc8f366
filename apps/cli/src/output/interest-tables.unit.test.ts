import { expect, it } from 'vitest';
import { interestTables, matchTables, moreRelationsLines } from './interest-tables.ts';

const explanation = {
  by: 'interest',
  sourceId: 'i',
  says: 'Stated: category “boats”',
  sentence: null,
  saidAt: null,
} as const;
const edge = (title: string, score: number | null, direction: 'in' | 'out' = 'out') => ({
  direction,
  type: score === null ? 'belongs_to' : 'interested_in',
  entityId: `id of ${title}`,
  title,
  score,
  explanation: score === null ? null : explanation,
});

it('an entity shows what it may want, or who may want it, the best first, with the reason', () => {
  expect(interestTables({ relations: [edge('Acme', null)] })).toEqual([]);
  expect(interestTables({ relations: [edge('Otto', 0.5), edge('Acme', null), edge('Elsa', 1)] })).toEqual([
    {
      title: 'May want',
      columns: ['id', 'what', 'score', 'why'],
      rows: [
        ['id of Elsa', 'Elsa', 1, 'Stated: category “boats”'],
        ['id of Otto', 'Otto', 0.5, 'Stated: category “boats”'],
      ],
    },
  ]);
  expect(interestTables({ relations: [edge('Ann', 1, 'in')] })).toMatchObject([
    { title: 'Who may want it', columns: ['id', 'who', 'score', 'why'] },
  ]);
});

it('an entity says when not all of its relations are shown', () => {
  expect(moreRelationsLines({ id: 'e', moreRelations: false })).toEqual([]);
  expect(moreRelationsLines({ id: 'e', moreRelations: true })).toEqual([
    'There are more relations than are shown: GET /api/v1/entities/e/relations',
  ]);
});

it('a client shows the best of it, and how many there are', () => {
  const match = { whoId: 'w', whoName: 'Ann', itemId: 'b', itemName: 'Elsa', score: 1, explanation };
  expect(matchTables({ matches: { items: [], total: 0 } })).toEqual([]);
  expect(matchTables({ matches: { items: [match], total: 1 } })).toMatchObject([
    { title: 'May want', rows: [['b', 'Elsa', 'Ann', 1, 'Stated: category “boats”']] },
  ]);
  expect(matchTables({ matches: { items: [match], total: 7 } })[0]!.title).toBe('May want (the best 1 of 7)');
});
