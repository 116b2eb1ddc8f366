import type { Command } from 'commander';
import { auditPage } from '../api/sync-documents.ts';
import { type CommandKit, withExamples } from './command-kit.ts';
import { limitOption, numberOf } from './list-options.ts';

interface AuditOptions {
  readonly entity?: string;
  readonly actor?: string;
  readonly action?: string;
  readonly since?: string;
  readonly limit: string;
  readonly cursor?: string;
}

export function addAudit(program: Command, kit: CommandKit): void {
  const command = program
    .command('audit')
    .description('who did what, and why: edits, decisions, overridden values, configuration')
    .option('--entity <id>', 'only about this entity')
    .option('--actor <actor>', 'only by this person or member')
    .option('--action <action>', 'only this, such as item.ignore, or a family, such as item')
    .option('--since <time>', 'only from this time on, ISO 8601')
    .addOption(limitOption())
    .option('--cursor <cursor>', 'the nextCursor of the page before')
    .action(
      kit.handler<AuditOptions>(async (shell, _args, { entity, limit, ...rest }) => {
        const { actor, action, since, cursor } = rest;
        const query = { entityId: entity, actor, action, since, cursor, limit: numberOf(limit) };
        const page = await shell.client.get('/api/v1/audit', auditPage, query);
        const rows = page.items.map((each) => [each.at, each.actor, each.action, each.subject, each.why]);
        const columns = ['at', 'who', 'what', 'about', 'why'];
        shell.print({ json: page, tables: [{ columns, rows, empty: 'Nothing yet.' }] });
        if (page.nextCursor !== null) shell.say(`More: --cursor ${page.nextCursor}`);
      }),
    );
  withExamples(command, [
    'syncline audit --entity 0199…',
    'syncline audit --action item --actor anna --since 2026-01-01T00:00:00Z --output csv',
  ]);
}
