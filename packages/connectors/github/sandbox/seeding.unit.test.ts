import { describe, expect, it } from 'vitest';
import { Organisation } from './model/organisation.ts';
import { settingsFrom } from './options.ts';
import { renderIssue } from './render/render-issue.ts';

function organisation(seed: number, issues = 400): Organisation {
  return new Organisation(settingsFrom({ seed, issues }));
}

function texts(from: Organisation): string[] {
  return from.repositories.flatMap((repository) =>
    Array.from({ length: repository.index.highest }, (_, at) => repository.issue(at + 1)).flatMap((issue) =>
      issue === undefined ? [] : renderIssue(from, repository, issue),
    ),
  );
}

describe('the seeded organisation', () => {
  it('is the same for the same seed, byte by byte, and another for another seed', () => {
    expect(texts(organisation(3))).toEqual(texts(organisation(3)));
    expect(texts(organisation(3))).not.toEqual(texts(organisation(4)));
  });

  it('shares the asked number over the repositories exactly', () => {
    expect(organisation(1, 401).repositories.map(({ index }) => index.highest)).toEqual([134, 134, 133]);
  });

  it('has creation times that grow strictly with the number, and updates after creation', () => {
    for (const repository of organisation(5, 2_000).repositories) {
      let before = 0;
      for (let number = 1; number <= repository.index.highest; number += 1) {
        const issue = repository.issue(number);
        expect(issue?.createdAt).toBeGreaterThan(before);
        expect(issue?.updatedAt).toBeGreaterThanOrEqual(issue?.createdAt ?? Infinity);
        before = issue?.createdAt ?? 0;
        for (const comment of repository.comments.of(number))
          expect(comment.updatedAt).toBeLessThanOrEqual(issue?.updatedAt ?? 0);
      }
    }
  });

  it('counts issues of milestones as they change', () => {
    const from = organisation(2);
    const repository = from.repository('api');
    const issue = repository.issue(1);
    if (issue === undefined) throw new Error('no issue');
    const before = repository.index.milestoneCounts(6);
    repository.put({ ...issue, milestone: 6, state: 'open' });
    const wasThere = issue.milestone === 6;
    expect(repository.index.milestoneCounts(6).open).toBe(before.open + (wasThere && issue.state === 'open' ? 0 : 1));
  });

  it('holds a million issues in little memory', () => {
    const before = process.memoryUsage().arrayBuffers + process.memoryUsage().heapUsed;
    const from = new Organisation(settingsFrom({ issues: 1_000_000, repositories: 1 }));
    const repository = from.repository('api');
    const newest = repository.index.select({ kind: 'all', state: 'open', sort: 'updated', since: null });
    expect(newest.length).toBeGreaterThan(400_000);
    expect(repository.issue(999_999)?.number).toBe(999_999);
    expect(process.memoryUsage().arrayBuffers + process.memoryUsage().heapUsed - before).toBeLessThan(80 * 1024 * 1024);
  }, 30_000);
});
