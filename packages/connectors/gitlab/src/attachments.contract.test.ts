import { fileBytes } from '@syncline/sandbox';
import { describe, expect, it } from 'vitest';
import { API, fetchOne, readAll, readBackfill, signal, start, streamNamed } from './testing/start-gitlab.ts';
import { uploadsIn } from './uploads.ts';

const PROJECT = 'acme/api';
const { content, writes } = streamNamed('attachments');

describe('attachments', () => {
  it('are what issues and the comments on them name, and not what only some may read', async () => {
    const { sandbox, client } = await start({ issues: 50, comments: false });
    const [inText, said, internal, elsewhere] = ['a.png', 'b.txt', 'c.txt', 'd.txt'].map((name) =>
      sandbox.upload(PROJECT, name, fileBytes(1_000)),
    );
    sandbox.editIssue(PROJECT, 3, { description: `![a](${inText} "A") and [gone](/uploads/${'0'.repeat(32)}/x.txt)` });
    sandbox.createComment(PROJECT, 40, `[b](http://gitlab.example/-/project/201${said}) twice: [b](${said})`);
    await client.json(
      'POST /projects/{id}/issues/{iid}/notes',
      { id: 201, iid: 5, body: `[c](${internal})`, internal: true },
      signal,
    );
    sandbox.createComment(PROJECT, 6, `[d](http://gitlab.example/-/project/9${elsewhere})`);
    const records = await readBackfill(client, 'attachments');
    expect([...records.values()].map(({ fields }) => fields['file_name'] as string).sort()).toEqual(['a.png', 'b.txt']);
    const issue = sandbox.issue(PROJECT, 3)!;
    const [upload] = uploadsIn(`[](${inText})`, { kind: 'projects', id: '201', path: PROJECT });
    const externalId = `${issue.id}-${upload!.secret}`;
    expect(records.get(externalId)).toMatchObject({
      locator: `${PROJECT}#3${inText}`,
      fields: { file_name: 'a.png', size: 1_000, project: '201' },
      references: [{ relation: 'part_of', stream: 'issues', externalId: String(issue.id) }, { relation: 'created_by' }],
    });
    // Whatever becomes of the text, the file is there until it is deleted.
    sandbox.editIssue(PROJECT, 3, { description: 'Nothing to see.' });
    const look = () => fetchOne(client, 'attachments', externalId, `${PROJECT}#3${inText}`);
    expect(await look()).toMatchObject({ externalId, fields: { size: 1_000 } });
    sandbox.removeUpload(PROJECT, inText!);
    expect(await look()).toBe('gone');
    sandbox.deleteIssue(PROJECT, 3);
    expect(await look()).toBe('unreachable');
  });

  it('that are attached are named by one comment, which is no comment of anybody, and goes with the file', async () => {
    const { sandbox, client } = await start({ issues: 2, comments: false });
    const issue = sandbox.issue(PROJECT, 1)!;
    const bytes = fileBytes(2_000);
    const ownKey = 'key'.padEnd(22, '_');
    const create = () =>
      writes!.create!(
        client,
        {
          fields: { file_name: 'Übersicht "1" @all.png', size: bytes.length },
          ownKey,
          locators: {},
          parents: { part_of: { externalId: String(issue.id), locator: `${PROJECT}#1`, scope: API } },
          scope: API,
          file: {
            fileName: 'Übersicht "1" @all.png',
            contentType: 'image/png',
            size: bytes.length,
            body: new Blob([bytes]).stream(),
          },
        },
        signal,
      );
    const { key } = await create();
    const [note, ...others] = sandbox.comments(PROJECT, 1).filter(({ system }) => !system);
    expect(others).toEqual([]);
    expect(note!.body).toMatch(/^Attached: \[`Übersicht__1___all\.png`\]\(\/uploads\//);
    expect((await readBackfill(client, 'comments')).size).toBe(0);
    expect(await fetchOne(client, 'attachments', key.externalId, key.locator)).toMatchObject({ ownKey });
    const { body } = await content!.open(client, key, signal);
    expect(Buffer.from(await new Response(body).arrayBuffer())).toEqual(bytes);

    sandbox.setMaintainer(false);
    await expect(writes!.remove!(client, key, signal)).rejects.toMatchObject({ class: 'permission' });
    expect(sandbox.comments(PROJECT, 1)).toContainEqual(note);
    sandbox.setMaintainer(true);
    await writes!.remove!(client, key, signal);
    expect([sandbox.uploads(PROJECT), sandbox.comments(PROJECT, 1).filter(({ system }) => !system)]).toEqual([[], []]);

    sandbox.setLargestUpload(1_000);
    await expect(create()).rejects.toMatchObject({ class: 'invalid', code: 'file_too_large' });
  });

  it('are neither read nor believed gone at a GitLab that gives none out', async () => {
    const { sandbox, client } = await start({ issues: 5, comments: false });
    sandbox.setVersion('17.3.2');
    const address = sandbox.upload(PROJECT, 'a.png', fileBytes(1_000));
    sandbox.createComment(PROJECT, 1, `![a](${address})`);
    expect((await readBackfill(client, 'attachments')).size).toBe(0);
    expect((await readAll(client, 'attachments', { since: new Date(0) })).size).toBe(0);
    const id = `${sandbox.issue(PROJECT, 1)!.id}-${'a'.repeat(32)}`;
    expect(await fetchOne(client, 'attachments', id, `${PROJECT}#1/uploads/${'a'.repeat(32)}/a.png`)).toBe(
      'unreachable',
    );
  });
});
