import { type Store, showEntity } from '@syncline/store';
import { expect, it } from 'vitest';
import { startJiraAndOpenProject } from '../testing/jira-and-openproject.ts';
import { startOpenProjectAndGitHub } from '../testing/openproject-and-github.ts';

/** Of the one issue, by connection. */
async function lossesOf(store: Store) {
  const { rows } = await store.query<{ id: string; workspaceId: number }>(
    `select id, workspace_id as "workspaceId" from entities where kind = 'work_item'`,
  );
  const shown = await showEntity(store, rows[0]!.workspaceId, rows[0]!.id);
  return Object.fromEntries(shown!.mappings.map((mapping) => [mapping.connectionName, mapping.losses]));
}

it("what a side's form of a text can't carry stands with its record, and goes with the text that lost it", async () => {
  const pair = await startJiraAndOpenProject();
  try {
    const { openProject, engine, pairOf, touchWorkPackage } = pair;
    const { workPackage } = await pairOf('With losses');
    const { store } = engine.ctx;
    const write = async (description: string) => {
      openProject.editWorkPackage(workPackage.id, { description });
      await touchWorkPackage(workPackage.id);
      await engine.quiet();
    };
    const losses = () => lossesOf(store);
    await write('Counted.\n\n| a | b |\n| :-: | --- |\n| 1 | 2 |\n\nSee[^1] and[^1].\n\n[^1]: There.');
    expect(await losses()).toEqual({
      openproject: {},
      jira: {
        description: [
          { kind: 'alignment', count: 1, excerpt: 'center ', where: 'line 3' },
          { kind: 'footnote', count: 3, excerpt: '1', where: 'line 7' },
        ],
      },
    });
    await write('Counted.');
    expect(await losses()).toEqual({ openproject: {}, jira: {} });
  } finally {
    await pair.close();
  }
}, 60_000);

it('what is pasted at GitHub, which gives it to no program, is lost at the others and not at GitHub', async () => {
  const statuses = { openproject: [['Open', 'New']], github: [['Open', 'open']] } as const;
  const pair = await startOpenProjectAndGitHub(statuses);
  try {
    const { github, engine, touchIssue } = pair;
    const address = 'https://github.com/user-attachments/assets/0b1c2d3e-0000-4000-8000-000000000000';
    const body = `Look:\n\n![shot](${address})\n\n\`${address}\``;
    const issue = github.createIssue('acme/api', { title: 'Pasted', body });
    await touchIssue(issue);
    await engine.quiet();
    expect(pair.workPackageTitled('Pasted').description).toContain(address);
    const lost = { kind: 'private_file', count: 1, excerpt: address.slice(0, 80), where: 'line 3' };
    expect(await lossesOf(engine.ctx.store)).toEqual({ github: {}, openproject: { description: [lost] } });
  } finally {
    await pair.close();
  }
}, 60_000);
