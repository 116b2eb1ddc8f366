import { describe, expect, it } from 'vitest';
import { cut, neighbourhoodOf, ROW_PX } from './neighbourhood.ts';

const relation = (direction: 'in' | 'out', title: string | null, entityId: string | null = '0190a000-0000') =>
  ({ direction, type: 'parent', title, entityId, kind: null, target: 'id:7' }) as never;

describe('the neighbourhood of an entity', () => {
  it('has what refers to it and what it refers to in the middle of either side, none over another', () => {
    const { neighbours, height, more } = neighbourhoodOf([
      relation('out', 'a'),
      relation('in', 'b'),
      relation('out', 'c'),
      relation('out', 'd'),
    ]);
    expect(height).toBe(3 * ROW_PX);
    expect(neighbours.map(({ name, side, y }) => [name, side, y / ROW_PX])).toEqual([
      ['b', 'in', 1.5],
      ['a', 'out', 0.5],
      ['c', 'out', 1.5],
      ['d', 'out', 2.5],
    ]);
    expect(more).toEqual({ in: 0, out: 0 });
  });

  it('leaves out what is too much, and says how much, with room to say it', () => {
    const { neighbours, height, more } = neighbourhoodOf(Array.from({ length: 30 }, () => relation('in', 'x')));
    expect(neighbours).toHaveLength(9);
    expect(more).toEqual({ in: 21, out: 0 });
    expect(height).toBe(10 * ROW_PX);
  });

  it('calls what has no title by its id, and what is not in the graph by how it is named there', () => {
    const { neighbours } = neighbourhoodOf([relation('in', null), relation('in', null, null)]);
    expect(neighbours.map(({ name }) => name)).toEqual(['0190a000', 'id:7']);
  });
});

it('cuts a text no longer than it may be', () => {
  expect(cut('abcdef', 6)).toBe('abcdef');
  expect(cut('abcdefg', 6)).toBe('abcde…');
});
