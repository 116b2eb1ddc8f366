import { describe, expect, it } from 'vitest';
import { fetchOne, readAll, signal, start, streamNamed } from './testing/start-jira.ts';

describe('issues', () => {
  it('read from the site show what the site holds', async () => {
    const { sandbox, client } = await start({ issues: 120 });
    const records = await readAll(client, 'issues');
    const truths = [...sandbox.issues('API')];
    expect(records.size).toBe(truths.length);
    for (const truth of truths) {
      const { key, summary, status, priority, assignee, labels, components, blocks, parent, sprint } = truth;
      expect(records.get(truth.id)).toMatchObject({
        locator: key,
        url: `${sandbox.url}/browse/${key}`,
        fields: { key, summary, status, priority, assignee, labels, components, blocks, parent, sprint },
      });
      const { fields } = records.get(truth.id) as { fields: Record<string, unknown> };
      expect(fields['issue_type']).toBe(truth.type);
      expect(fields['fix_versions']).toEqual(truth.fixVersions);
      expect(fields['depends_on']).toEqual(truth.dependsOn);
      expect(fields['customfield_10016']).toBe(truth.custom['customfield_10016']);
      expect(fields).not.toHaveProperty('customfield_10019');
    }
  });

  it('changed since a time are found whatever zone the account is in and however far its clock is off', async () => {
    let offMs = 0;
    const clock = { now: () => new Date(Date.now() + offMs) };
    const { sandbox, client } = await start({ clock, zoneOffsetMinutes: -480 });
    for (offMs of [0, 2 * 3_600_000, -2 * 3_600_000]) {
      const since = clock.now();
      sandbox.editIssue('API-7', { summary: `edited at ${offMs}` });
      const found = await readAll(client, 'issues', since);
      expect([...found.keys()]).toContain('10007');
      expect(found.size).toBeLessThan(5);
    }
  });

  it('that move while they are paged by time are all read', async () => {
    const { sandbox, client } = await start({ issues: 250 });
    const stream = streamNamed('issues');
    const seen = new Set<string>();
    let edits = 0;
    for (let cursor = null; ; ) {
      const page: Awaited<ReturnType<typeof stream.readPage>> = await stream.readPage(
        client,
        { scope: '10000', cursor, since: new Date(0) },
        signal,
      );
      for (const item of stream.parsePage(page.raw)) seen.add((item as { id: string }).id);
      for (const truth of [...sandbox.issues('API')].slice(0, 10))
        if (edits < 40) {
          sandbox.editIssue(truth.key, { summary: `moved ${edits}` });
          edits += 1;
        }
      cursor = page.next as never;
      if (page.next === null) break;
    }
    expect(seen.size).toBe(250);
  });

  it('are read again from the start when the token of a page has lapsed, and once', async () => {
    const { client } = await start({ issues: 130 });
    const stream = streamNamed('issues');
    const cursor = { jql: 'project = 10000 ORDER BY key ASC', token: 'long-ago', again: 0 };
    const page = await stream.readPage(client, { scope: '10000', cursor, since: null }, signal);
    expect(stream.parsePage(page.raw)).toHaveLength(100);
    expect(page.next).toMatchObject({ again: 1 });
    const next = { ...page.next, token: 'refused, too' };
    await expect(stream.readPage(client, { scope: '10000', cursor: next, since: null }, signal)).rejects.toMatchObject({
      class: 'invalid',
    });
  });

  it('are gone when their project answers, and unreachable when it does not', async () => {
    const { sandbox, client } = await start();
    sandbox.deleteIssue('API-5');
    expect(await fetchOne(client, 'issues', '10005')).toBe('gone');
    const bySite = { externalId: '10005', locator: 'API-5', scope: 'site' };
    expect(await streamNamed('issues').fetchOne?.(client, bySite, signal)).toEqual({ outcome: 'gone' });
    sandbox.faults.add({ kind: 'status', status: 404, path: '/project/', count: 1 });
    expect(await fetchOne(client, 'issues', '10005')).toBe('unreachable');
    expect(await fetchOne(client, 'comments', '100050', '10005/comments/100050')).toBe('unreachable');
  });
});

describe('the history of an issue', () => {
  it('says when each of its fields was changed, whatever else was since', async () => {
    let now = new Date('2026-11-21T10:00:00.000Z');
    const { sandbox, client } = await start({ clock: { now: () => now } });
    const { id } = sandbox.createIssue('API', { summary: 'New' });
    for (const [time, edit] of [
      ['2026-11-21T11:00:00.000Z', { summary: 'Newer', priority: 'High' }],
      ['2026-11-21T12:00:00.000Z', { status: 'Done', sprint: 3 }],
      ['2026-11-21T13:00:00.000Z', { summary: 'Newest', custom: { customfield_10011: 'Initech' } }],
    ] as const) {
      now = new Date(time);
      sandbox.editIssue(id, edit);
    }
    expect(await fetchOne(client, 'issues', id)).toMatchObject({
      remoteUpdatedAt: '2026-11-21T13:00:00.000Z',
      fieldTimes: {
        summary: '2026-11-21T13:00:00.000Z',
        priority: '2026-11-21T11:00:00.000Z',
        status: '2026-11-21T12:00:00.000Z',
        sprint: '2026-11-21T12:00:00.000Z',
        labels: '2026-11-21T10:00:00.000Z',
        customfield_10011: '2026-11-21T13:00:00.000Z',
      },
    });
  });
});

describe('what the settings leave out', () => {
  it('is none of ours, whatever a webhook of the site says of it', async () => {
    const { client } = await start({ projects: 2 }, { projects: ['API'] });
    const fetch = (name: string, externalId: string, scope: string) =>
      streamNamed(name).fetchOne?.(client, { externalId, locator: null, scope }, signal);
    expect(await fetch('issues', '10010001', 'site')).toMatchObject({ outcome: 'out_of_scope' });
    expect(await fetch('versions', '10101', '10001')).toMatchObject({ outcome: 'out_of_scope' });
    expect(await fetch('iterations', '101', 'boards/2')).toMatchObject({ outcome: 'out_of_scope' });
    expect(await fetch('issues', '10001', 'site')).toMatchObject({ outcome: 'found' });
    expect(await fetch('versions', '10001', '10000')).toMatchObject({ outcome: 'found' });
    expect(await fetch('iterations', '1', 'boards/1')).toMatchObject({ outcome: 'found' });
  });
});

describe('comments', () => {
  it('are read to the last one of an issue that has more than a search shows', async () => {
    const { sandbox, client } = await start({ comments: false });
    for (let i = 0; i < 130; i += 1) sandbox.createComment('API-3', `Comment ${i}`);
    sandbox.createComment('API-4', 'Alone');
    const records = await readAll(client, 'comments');
    expect(records.size).toBe(131);
    const since = await readAll(client, 'comments', new Date());
    expect(since.size).toBe(131);
    const [first] = sandbox.comments('API-4');
    expect(await fetchOne(client, 'comments', String(first?.id))).toMatchObject({
      fields: { body: 'Alone' },
      references: [{ relation: 'created_by' }, { relation: 'comments_on', externalId: '10004' }],
    });
    sandbox.deleteComment(String(first?.id));
    expect(await fetchOne(client, 'comments', String(first?.id), `10004/comments/${first?.id}`)).toBe('gone');
  });
});
