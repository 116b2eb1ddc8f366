import { describe, expect, it } from 'vitest';
import { fitLine } from './fit-line.ts';
import { LineBuffer } from './line-buffer.ts';

const line = (n: number, length = 100) => ({ text: `${n}`.padEnd(length, '.'), level: 30 });

describe('lines that wait', () => {
  it('come out in order, and no more of them are kept than there is room for', () => {
    const buffer = new LineBuffer(164 * 10);
    const kept = Array.from({ length: 15 }, (_, n) => buffer.push(line(n)));
    expect(kept.filter(Boolean)).toHaveLength(10);
    expect(buffer.first(3, 1_000_000).map(({ text }) => Number.parseInt(text, 10))).toEqual([0, 1, 2]);
    buffer.drop(3);
    expect(buffer.push(line(15))).toBe(true);
    expect(buffer.first(100, 1_000_000).map(({ text }) => Number.parseInt(text, 10))).toEqual([
      3, 4, 5, 6, 7, 8, 9, 15,
    ]);
    buffer.drop(100);
    expect([buffer.size, buffer.bytes]).toEqual([0, 0]);
  });

  it('go one by one where each is larger than a batch', () => {
    const buffer = new LineBuffer(1_000_000);
    buffer.push(line(0, 5_000));
    buffer.push(line(1, 5_000));
    expect(buffer.first(10, 1_000)).toHaveLength(1);
  });
});

describe('a line that is too long', () => {
  const long = JSON.stringify({
    level: 'error',
    traceId: 'a'.repeat(32),
    fields: 'f'.repeat(9_000),
    msg: '"\n'.repeat(9_000),
  });

  it.each([300, 480, 2_048, 8_192])(
    'is JSON of %i bytes at most, and says who spoke and how long it was',
    (maxBytes) => {
      const cut = fitLine(long, maxBytes);
      expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(maxBytes);
      expect(JSON.parse(cut)).toMatchObject({ level: 'error', traceId: 'a'.repeat(32), cutFromBytes: long.length });
    },
  );

  it('is cut between characters where it is no JSON', () => {
    const cut = fitLine('ü'.repeat(1_000), 101);
    expect(cut).toBe('ü'.repeat(50));
  });

  it('stays as it is when it is not', () => {
    expect(fitLine('ü'.repeat(50), 100)).toBe('ü'.repeat(50));
  });
});
