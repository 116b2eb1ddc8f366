import { createHash } from 'node:crypto';
import { fileBytes } from '@syncline/sandbox';
import { afterEach, describe, expect, it } from 'vitest';
import { type JiraAndOpenProject, startJiraAndOpenProject } from '../testing/jira-and-openproject.ts';

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('attachments between two vendors', () => {
  let pair: JiraAndOpenProject;
  afterEach(() => pair?.close());

  /** What a side holds: name and content. */
  const atJira = (id: string) => pair.jira.attachments(id).map(({ fileName, bytes }) => `${fileName} ${sha256(bytes)}`);
  const atOpenProject = (id: string) =>
    pair.openProject
      .attachments(id)
      .map(({ id: file, fileName }) => `${fileName} ${sha256(pair.openProject.fileBytes(String(file)))}`);
  const items = async () =>
    (
      await pair.engine.ctx.store.query<{ class: string; code: string; message: string }>(
        `select class, code, message from reconciliation_items where state = 'open'`,
      )
    ).rows;

  it('are copied byte for byte both ways, once, with their hash kept, and deleted with their twin', async () => {
    pair = await startJiraAndOpenProject();
    const { jira, openProject, engine, pairOf, touchJiraFile, touchOpenProjectFile } = pair;
    const { issue, workPackage } = await pairOf('With files');
    const log = fileBytes(300_001, 7);
    const picture = fileBytes(50_000, 8);
    const { id } = jira.attachFile(issue.id, 'Übersicht "1".log', log, 'text/plain');
    await touchJiraFile(issue.id, id);
    const added = openProject.addAttachment(workPackage.id, 'shot.png', picture, 'image/png');
    await touchOpenProjectFile(workPackage.id, added.id);
    await engine.quiet();
    const both = new Set([`Übersicht "1".log ${sha256(log)}`, `shot.png ${sha256(picture)}`]);
    expect(new Set(atJira(issue.id))).toEqual(both);
    expect(new Set(atOpenProject(workPackage.id))).toEqual(both);
    const { rows } = await engine.ctx.store.query(`select sha256, size from files order by size`);
    expect(rows).toEqual([
      { sha256: sha256(picture), size: 50_000 },
      { sha256: sha256(log), size: 300_001 },
    ]);
    // The copies are seen, and are nobody's news.
    for (const file of jira.attachments(issue.id)) await touchJiraFile(issue.id, file.id);
    for (const file of openProject.attachments(workPackage.id)) await touchOpenProjectFile(workPackage.id, file.id);
    await engine.quiet();
    expect(atJira(issue.id)).toHaveLength(2);
    expect(atOpenProject(workPackage.id)).toHaveLength(2);
    expect(jira.media.leaked).toBe(0);

    jira.removeFile(id);
    await touchJiraFile(issue.id, id);
    await engine.quiet();
    expect(atOpenProject(workPackage.id)).toEqual([`shot.png ${sha256(picture)}`]);
    expect(await items()).toEqual([]);
  }, 60_000);

  it('stay at the other side when one is deleted, where the config says so', async () => {
    pair = await startJiraAndOpenProject({ deletes: 'keep' });
    const { jira, engine, pairOf, touchJiraFile } = pair;
    const { issue, workPackage } = await pairOf('With files');
    const { id } = jira.attachFile(issue.id, 'kept.txt', fileBytes(1_000));
    await touchJiraFile(issue.id, id);
    await engine.quiet();
    jira.removeFile(id);
    await touchJiraFile(issue.id, id);
    await engine.quiet();
    expect(atJira(issue.id)).toEqual([]);
    expect(atOpenProject(workPackage.id)).toHaveLength(1);
  }, 60_000);

  it('that both sides had before they were linked are linked, and not copied', async () => {
    pair = await startJiraAndOpenProject();
    const { jira, openProject, engine, pairOf, touchJiraFile, touchOpenProjectFile } = pair;
    const { issue, workPackage } = await pairOf('With files');
    const bytes = fileBytes(1_000);
    const there = openProject.addAttachment(workPackage.id, 'same.txt', bytes);
    const here = jira.attachFile(issue.id, 'same.txt', bytes);
    await Promise.all([touchJiraFile(issue.id, here.id), touchOpenProjectFile(workPackage.id, there.id)]);
    await engine.quiet();
    expect(atJira(issue.id)).toHaveLength(1);
    expect(atOpenProject(workPackage.id)).toHaveLength(1);
  }, 60_000);

  it('whose upload got no answer, or broke, or was cut where it is read, are there once and whole', async () => {
    pair = await startJiraAndOpenProject({ config: { vendorTimeoutMs: 1_500, writeLeaseMs: 3_000 } });
    const { jira, openProject, engine, pairOf, touchJiraFile } = pair;
    const { issue, workPackage } = await pairOf('With files');
    openProject.faults.add({ kind: 'lost_answer', method: 'POST', path: '/attachments', count: 1 });
    openProject.faults.add({ kind: 'reset', method: 'POST', path: '/attachments', skip: 1, count: 1 });
    jira.media.cutAfter = 70_000;
    const files = [1, 2, 3].map((seed) => fileBytes(200_000, seed));
    for (const [index, bytes] of files.entries()) {
      const { id } = jira.attachFile(issue.id, `part-${index}.bin`, bytes);
      await touchJiraFile(issue.id, id);
    }
    await engine.quiet(60_000);
    expect(atOpenProject(workPackage.id)).toHaveLength(3);
    expect(new Set(atOpenProject(workPackage.id))).toEqual(
      new Set(files.map((bytes, index) => `part-${index}.bin ${sha256(bytes)}`)),
    );
    expect(await items()).toEqual([]);
  }, 90_000);

  it('that are too large there stay where they are, with an item that says what to do', async () => {
    pair = await startJiraAndOpenProject();
    const { jira, openProject, engine, pairOf, touchJiraFile } = pair;
    openProject.setMaximumFileSize(100_000);
    const { issue, workPackage } = await pairOf('With files');
    const { id } = jira.attachFile(issue.id, 'film.mp4', fileBytes(100_001));
    await touchJiraFile(issue.id, id);
    await engine.quiet();
    expect(atOpenProject(workPackage.id)).toEqual([]);
    expect(openProject.requestCount(/POST .*attachments/)).toBe(0);
    const [item, ...others] = await items();
    expect(others).toEqual([]);
    expect(item).toMatchObject({ class: 'invalid', code: 'file_too_large' });
    expect(item!.message).toContain('film.mp4');
    expect(item!.message).toContain('100001 bytes');
    expect(item!.message).toContain('100000 bytes');
  }, 60_000);
});
