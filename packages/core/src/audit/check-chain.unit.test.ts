import { describe, expect, it } from 'vitest';
import { type AuditFacts, chainStart, type SealedRow, sealRows } from './chain.ts';
import { checkChain } from './check-chain.ts';

const facts = (id: number): AuditFacts => ({
  id: id * 10,
  workspaceId: 1,
  at: `2026-01-01T00:00:0${id % 10}.000000Z`,
  actor: 'anna',
  action: 'item.retry',
  subject: `item ${id}`,
  entityId: null,
  why: null,
  details: { b: 1, a: [id] },
});
const rows = Array.from({ length: 8 }, (_, at) => facts(at + 1));
const places = sealRows(chainStart, rows);
const sealed: readonly SealedRow[] = rows.map((row, at) => ({ ...row, ...places[at]! }));

function faultsOf(chain: readonly SealedRow[], end = places.at(-1)!): (string | number)[][] {
  const check = checkChain(chainStart);
  for (const row of chain) check.add(row);
  check.expectEnd(end);
  return check.faults.map(({ kind, seq }) => [kind, seq]);
}

describe('a chain of audit rows', () => {
  it('is whole as it was sealed, whatever the order of keys in its details', () => {
    expect(faultsOf(sealed)).toEqual([]);
    expect(faultsOf(sealed.map((row) => ({ ...row, details: { a: [row.id / 10], b: 1 } })))).toEqual([]);
  });

  it('names the one row whose content was changed, the last one too', () => {
    for (const at of [0, 4, 7]) {
      for (const change of [{ actor: 'bob' }, { details: { a: [99], b: 1 } }, { at: '2026-01-01T00:00:09.000001Z' }])
        expect(faultsOf(sealed.map((row, n) => (n === at ? { ...row, ...change } : row)))).toEqual([
          ['changed', at + 1],
        ]);
    }
  });

  it('names the row behind one that was changed and sealed anew', () => {
    const [place] = sealRows(places[2]!, [{ ...rows[3]!, actor: 'bob' }]);
    const chain = sealed.map((row, n) => (n === 3 ? { ...row, actor: 'bob', ...place! } : row));
    expect(faultsOf(chain)).toEqual([['changed', 5]]);
  });

  it('names the first of the rows that were removed, at the ends too', () => {
    expect(faultsOf(sealed.filter((_, n) => n !== 3 && n !== 4))).toEqual([['removed', 4]]);
    expect(faultsOf(sealed.slice(1))).toEqual([['removed', 1]]);
    expect(faultsOf(sealed.slice(0, 6))).toEqual([['removed', 7]]);
    expect(faultsOf([])).toEqual([['removed', 1]]);
  });

  it('names a row that was put in, before or behind the one whose number it took', () => {
    const forged = { ...sealed[3]!, actor: 'bob' };
    expect(faultsOf([...sealed.slice(0, 4), forged, ...sealed.slice(4)])).toEqual([['inserted', 4]]);
    expect(faultsOf([...sealed.slice(0, 3), forged, ...sealed.slice(3)])).toEqual([['inserted', 4]]);
    expect(faultsOf([...sealed, { ...forged, seq: 9 }])).toEqual([
      ['changed', 9],
      ['inserted', 9],
    ]);
  });

  it('names rows that changed places', () => {
    const turned = [...sealed];
    [turned[3], turned[4]] = [turned[4]!, turned[3]!];
    expect(faultsOf(turned)).toEqual([['reordered', 4]]);
  });

  it('that was written anew from some row on is found by an end that was noted before', () => {
    const forged = rows.map((row, n) => (n === 5 ? { ...row, actor: 'bob' } : row));
    const anew = sealRows(chainStart, forged);
    const chain = forged.map((row, n) => ({ ...row, ...anew[n]! }));
    expect(faultsOf(chain, anew.at(-1))).toEqual([]);
    expect(faultsOf(chain)).toEqual([['changed', 8]]);
  });
});
