import { showEntity } from '@syncline/store';
import { expect, it } from 'vitest';
import { startJiraAndOpenProject } from '../testing/jira-and-openproject.ts';

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
    const losses = async () => {
      const { rows } = await store.query<{ id: string; workspaceId: number }>(
        `select id, workspace_id as "workspaceId" from entities where kind = 'work_item'`,
      );
      const shown = await showEntity(store, rows[0]!.workspaceId, rows[0]!.id);
      return Object.fromEntries(shown!.mappings.map((mapping) => [mapping.connectionName, mapping.losses]));
    };
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
