import { fileBytes } from '@syncline/sandbox';
import { afterEach, describe, expect, it } from 'vitest';
import { type JiraAndOpenProject, startJiraAndOpenProject } from '../testing/jira-and-openproject.ts';

const words = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });
const pasted = (id: string, alt: string) => ({
  type: 'mediaSingle',
  attrs: { layout: 'align-start', width: 60 },
  content: [{ type: 'media', attrs: { type: 'file', id, collection: 'jira-1', alt, width: 640, height: 480 } }],
});
const documentOf = (...content: unknown[]) => ({ type: 'doc', version: 1, content }) as const;

describe('pictures in texts', () => {
  let pair: JiraAndOpenProject;
  afterEach(() => pair?.close());

  const pathOf = (id: number) => `/api/v3/attachments/${id}/content`;
  const pictureAtJira = async (issueId: string, name: string, seed: number) => {
    const { id, mediaId } = pair.jira.attachFile(issueId, name, fileBytes(2_000, seed), 'image/png');
    return { id, mediaId, touch: () => pair.touchJiraFile(issueId, id) };
  };

  it('that were pasted on one side show on the other from its own store, whatever comes first, and come to rest', async () => {
    pair = await startJiraAndOpenProject();
    const { jira, openProject, engine, pairOf, touchIssue, touchWorkPackage, touchOpenProjectFile } = pair;
    const { issue, workPackage } = await pairOf('With pictures');
    const first = await pictureAtJira(issue.id, 'first.png', 1);
    const shown = pasted(first.mediaId, 'first.png');
    jira.editIssue(issue.id, { description: documentOf(words('Look:'), shown, words('Nice.')) });
    // The text is read before anybody knows the file.
    await touchIssue(issue.id);
    await engine.quiet();
    await first.touch();
    await engine.quiet();
    const [copy] = openProject.attachments(workPackage.id);
    const text = `Look:\n\n![first.png](${pathOf(copy!.id)})\n\nNice.`;
    const description = () => openProject.workPackage(workPackage.id)!.description;
    expect(description().replace(/\n\n<!-- syncline:.*$/, '')).toBe(text);

    // A picture of OpenProject, as its editor writes it, beside the one that is there.
    const added = openProject.addAttachment(workPackage.id, 'second.png', fileBytes(3_000, 2), 'image/png');
    const own = `<img class="op-uc-image" src="${pathOf(added.id)}" alt="second">`;
    await touchOpenProjectFile(workPackage.id, added.id);
    await engine.quiet();
    const edited = description().replace(text, `${text}\n\n${own}`);
    openProject.editWorkPackage(workPackage.id, { description: edited });
    await touchWorkPackage(workPackage.id);
    await engine.quiet();
    const second = jira.attachments(issue.id).find(({ fileName }) => fileName === 'second.png')!;
    const blocks = jira.issue(issue.id)!.description!.content;
    expect(blocks.slice(0, 3)).toEqual([words('Look:'), shown, words('Nice.')]);
    expect(blocks[3]).toMatchObject({ content: [{ attrs: { type: 'file', id: second.mediaId, alt: 'second' } }] });

    // Nothing goes on: what both sides show is read again, and is nobody's news.
    const writes = () => [jira.requestCount(/PUT .*issue/), openProject.requestCount(/PATCH .*work_packages/)];
    const before = writes();
    for (const file of jira.attachments(issue.id)) await pair.touchJiraFile(issue.id, file.id);
    await Promise.all([touchIssue(issue.id), touchWorkPackage(workPackage.id)]);
    await engine.quiet();
    expect(writes()).toEqual(before);
    expect(description()).toBe(edited);

    // The hub holds neither side's address.
    const { rows } = await engine.ctx.store.query<{ body: string }>(
      `select fields ->> 'body' as body from entities where kind = 'work_item'`,
    );
    expect(rows[0]!.body).not.toMatch(/api\/v3|media|https?:/);
  }, 60_000);

  it('in comments, too, also where the comment comes before the file', async () => {
    pair = await startJiraAndOpenProject();
    const { jira, openProject, engine, pairOf } = pair;
    const { issue, workPackage } = await pairOf('With comments');
    const picture = await pictureAtJira(issue.id, 'said.png', 3);
    const comment = jira.createComment(issue.id, documentOf(pasted(picture.mediaId, 'said.png')));
    await engine.hint('jira', {
      stream: 'comments',
      externalId: String(comment.id),
      locator: `${issue.id}/comments/${comment.id}`,
      scope: jira.projectId('API')!,
    });
    await engine.quiet();
    await picture.touch();
    await engine.quiet();
    const [copy] = openProject.attachments(workPackage.id);
    const [said] = openProject.comments(workPackage.id);
    expect(said!.notes).toContain(`![said.png](${pathOf(copy!.id)})`);
  }, 60_000);
});
