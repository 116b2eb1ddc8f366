import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenProjectAndGitHub, REPOSITORY, startOpenProjectAndGitHub } from '../testing/openproject-and-github.ts';

describe('statuses between an OpenProject with five of them and a GitHub with two', () => {
  let pair: OpenProjectAndGitHub;

  beforeAll(async () => {
    pair = await startOpenProjectAndGitHub({
      // "In review" is the administrator's own, and nobody has said what it means.
      openproject: [
        ['Open', 'New'],
        ['Doing', 'In progress'],
        ['Done', 'Closed'],
        ['Dropped', 'Rejected'],
      ],
      github: [
        ['Open', 'open'],
        ['Doing', 'open'],
        ['Done', 'closed'],
        ['Dropped', 'closed'],
      ],
    });
  });
  afterAll(() => pair?.close());

  it('closing at GitHub leads to the closed status of the field map, reopening to the open one', async () => {
    const { id, status, issue, close, reopen } = await twins('Closed and reopened', 'In progress');
    await close();
    expect(status()).toEqual({ status: 'Closed', closed: true });
    await reopen();
    expect(status()).toEqual({ status: 'New', closed: false });
    // And nothing comes back from it.
    await atOpenProject(id, {});
    expect(issue().state).toBe('open');
    expect(await openItems(id)).toEqual([]);
  });

  it('every closed status closes at GitHub, and every open one opens there', async () => {
    const { id, issue } = await twins('To and fro', 'New');
    for (const [status, state] of [
      ['Closed', 'closed'],
      ['In progress', 'open'],
      ['Rejected', 'closed'],
      ['New', 'open'],
    ] as const) {
      await atOpenProject(id, { status });
      expect([status, issue().state]).toEqual([status, state]);
    }
    expect(await openItems(id)).toEqual([]);
  });

  it('a status that says more than GitHub can show is left as it is by edits there', async () => {
    const { id, status, edit, close, reopen } = await twins('Says more', 'In progress');
    await edit({ body: 'Edited at GitHub' });
    expect(status()).toEqual({ status: 'In progress', closed: false });
    await atOpenProject(id, { status: 'Rejected' });
    await edit({ body: 'Edited once more' });
    await close();
    expect(status()).toEqual({ status: 'Rejected', closed: true });
    expect(pair.openProject.workPackage(id)?.description).toContain('Edited once more');
    await reopen();
    expect(status()).toEqual({ status: 'New', closed: false });
  });

  it('a status that the field map does not name becomes an item and changes nothing at GitHub; the rest is carried', async () => {
    const { id, issue } = await twins('Reviewed', 'In progress');
    await atOpenProject(id, { status: 'In review', description: 'To be looked at' });
    expect(issue()).toMatchObject({ state: 'open', body: expect.stringContaining('To be looked at') });
    expect(await openItems(id)).toMatchObject([{ code: 'unknown_value', field: 'status', value: 'In review' }]);
    await atOpenProject(id, { status: 'Closed' });
    expect(issue().state).toBe('closed');
    expect(await openItems(id)).toEqual([]);
  });

  it('a way that the workflow does not go becomes an item that lists those on offer, until it is taken back', async () => {
    const { id, status, close, reopen } = await twins('No way', 'New');
    pair.openProject.setWorkflow({ New: ['In progress'], 'In progress': ['New', 'Closed'] });
    await close();
    expect(status()).toEqual({ status: 'New', closed: false });
    const refused = [
      { code: 'invalid_transition', field: 'status', message: expect.stringContaining('On offer: New, In progress.') },
    ];
    expect(await openItems(id)).toMatchObject(refused);
    await reopen();
    expect(await openItems(id)).toEqual([]);
    // Held no longer: the next one is tried, and goes through once the workflow leads there.
    await close();
    expect(await openItems(id)).toMatchObject(refused);
    await reopen();
    pair.openProject.setWorkflow({ New: ['In progress', 'Closed'] });
    await close();
    expect(status()).toEqual({ status: 'Closed', closed: true });
    expect(await openItems(id)).toEqual([]);
  });

  /** A work package and the issue that was made for it. */
  async function twins(subject: string, from: string) {
    const { openProject, github, issueTitled } = pair;
    const { id } = openProject.createWorkPackage('api', { subject, status: from });
    await atOpenProject(id, {});
    const { number } = issueTitled(subject);
    const issue = () => issueTitled(subject);
    const edit = async (change: Parameters<typeof github.editIssue>[2]) => {
      github.editIssue(REPOSITORY, number, change);
      await pair.touchIssue(issue());
      await pair.engine.quiet();
    };
    return {
      id,
      issue,
      edit,
      close: () => edit({ state: 'closed' }),
      reopen: () => edit({ state: 'open' }),
      status() {
        const { status, closed } = openProject.workPackage(id) ?? {};
        return { status, closed };
      },
    };
  }

  async function atOpenProject(id: string, edit: { readonly status?: string; readonly description?: string }) {
    if (Object.keys(edit).length > 0) pair.openProject.editWorkPackage(id, edit);
    await pair.touchWorkPackage(id);
    await pair.engine.quiet();
  }

  async function openItems(id: string) {
    const { rows } = await pair.engine.ctx.store.query<Record<string, unknown>>(
      `select i.code, i.field, i.message, i.remote_value as value from reconciliation_items i
       where i.state = 'open' and i.entity_id in
         (select entity_id from mappings where stream = 'work_packages' and external_id = $1)
       order by i.id`,
      [id],
    );
    return rows;
  }
});
