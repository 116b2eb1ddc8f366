import { expect, it } from 'vitest';
import type { Item, Process } from '../api/client.ts';
import { lastErrors } from './last-errors.ts';

const item = (id: number, fingerprint: string, lastAttemptAt: string, rest: Partial<Item> = {}): Item =>
  ({
    ...{ id, fingerprint, lastAttemptAt, stream: 'issues', locator: `API-${id}`, field: null },
    ...{ class: 'permission', message: `refused ${id}`, ...rest },
  }) as Item;
const run = (id: string, finishedAt: string, error: string | null): Process =>
  ({
    ...{ id, finishedAt, error, kind: 'backfill', stream: 'issues', createdAt: finishedAt },
    counters: { recordsFailed: 2, pagesFailed: 1 },
  }) as Process;

it('has one line a cause, the newest first, with its place, what to do and where more is said', () => {
  const errors = lastErrors(
    { id: 7, streams: [] },
    [run('p', '2026-01-01T10:00:30Z', 'the vendor is away')],
    [item(1, 'a', '2026-01-01T10:00:00Z'), item(2, 'a', '2026-01-01T10:01:00Z'), item(3, 'b', '2026-01-01T09:00:00Z')],
    8,
  );
  expect(errors.map(({ cause, times, href }) => [cause, times, href])).toEqual([
    ['refused 2', 2, '/reconciliation?connection=7&item=2'],
    ['the vendor is away', 1, '/processes/p'],
    ['refused 3', 1, '/reconciliation?connection=7&item=3'],
  ]);
  expect(errors[0]).toMatchObject({ place: 'issues API-2', fix: expect.stringContaining('rights') });
});

it('says something of what has no words of its own, and keeps to as many as are asked for', () => {
  const errors = lastErrors(
    { id: 7, streams: [] },
    [run('p', '2026-01-01T10:00:00Z', null)],
    [item(1, 'a', '2026-01-01T09:00:00Z', { class: 'of tomorrow' })],
    1,
  );
  expect(errors).toHaveLength(1);
  expect(errors[0]!.cause).toBe('3 of its records and pages could not be read');
});
