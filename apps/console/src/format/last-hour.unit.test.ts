import { expect, it } from 'vitest';
import { changesByKind, countOfType } from './last-hour.ts';

const change = (type: string, kind: string | null, connectionId: number | null, count: number, minute: number) => ({
  type,
  kind,
  connectionId,
  connectionName: connectionId === null ? null : `c${connectionId}`,
  count,
  newestAt: `2026-01-01T00:${minute}:00.000Z`,
});

const items = [
  change('entity.updated', 'task', 1, 5, 10),
  change('entity.updated', 'task', 2, 7, 12),
  change('entity.created', 'task', 1, 4, 11),
  change('entity.deleted', 'deal', null, 1, 13),
  change('sync.conflict', 'task', 2, 3, 14),
  change('sync.conflict', 'deal', 1, 1, 15),
];

it('adds changes up by kind, with where they came from, the most first', () => {
  expect(changesByKind(items)).toEqual([
    {
      kind: 'task',
      created: 4,
      updated: 12,
      deleted: 0,
      from: [
        { id: 1, name: 'c1', count: 9 },
        { id: 2, name: 'c2', count: 7 },
      ],
      newestAt: '2026-01-01T00:12:00.000Z',
    },
    {
      kind: 'deal',
      created: 0,
      updated: 0,
      deleted: 1,
      from: [{ id: null, name: 'the hub', count: 1 }],
      newestAt: '2026-01-01T00:13:00.000Z',
    },
  ]);
});

it('counts what happened of a type everywhere', () => {
  expect(countOfType(items, 'sync.conflict')).toBe(4);
  expect(countOfType(items, 'alert.fired')).toBe(0);
});
