import { describe, expect, it } from 'vitest';
import { allIssuesJql, changedIssuesJql, issuesMadeBeforeJql } from './jql.ts';

const now = new Date('2026-11-21T09:00:30Z');

describe('JQL', () => {
  it('is always bounded by a project, named by id or by key, and by nothing else', () => {
    expect(allIssuesJql('10000')).toBe('project = 10000 ORDER BY key ASC');
    expect(allIssuesJql('API')).toBe('project = API ORDER BY key ASC');
    for (const scope of ['', 'A B', '1 OR 1=1', 'A"', 'boards/1', '10000:API'])
      expect(() => allIssuesJql(scope)).toThrow(TypeError);
  });

  it('asks for changes by their age in minutes, rounded so that none is left out', () => {
    const age = (since: string) => /"(.*)"/.exec(changedIssuesJql('1', new Date(since), now))?.[1];
    expect(age('2026-11-21T08:50:30Z')).toBe('-11m');
    expect(age('2026-11-21T08:50:29Z')).toBe('-12m');
    expect(age('2026-11-21T09:00:30Z')).toBe('-1m');
    expect(age('2025-01-01T00:00:00Z')).toMatch(/^-\d{3}d$/);
    expect(age('1970-01-01T00:00:00Z')).toMatch(/^-2\d{4}d$/);
  });

  it('asks into the future without an error, as a clock that is ahead makes it', () => {
    expect(changedIssuesJql('1', new Date('2026-11-21T11:00:30Z'), now)).toContain('"119m"');
    expect(issuesMadeBeforeJql('1', new Date('2026-11-21T08:00:30Z'), now)).toContain('created <= "-61m"');
  });
});
