import { exitCode } from '@syncline/runtime';
import { type Command, Option } from 'commander';
import {
  type DuplicateDetailDocument,
  duplicateDetailDocument,
  duplicatePage,
  type MergeDocument,
  mergeDocument,
} from '../api/duplicate-documents.ts';
import { CliError } from '../cli-error.ts';
import { printable, type Rendering } from '../output/render.ts';
import { argument, type CommandKit, withExamples } from './command-kit.ts';
import { limitOption, numberOf } from './list-options.ts';
import { printPlan } from './process-outcome.ts';

interface ListOptions {
  readonly state?: string;
  readonly all?: boolean;
  readonly kind?: string;
  readonly limit: string;
  readonly cursor?: string;
}

interface DecisionOptions {
  readonly survivor?: string;
  readonly take?: readonly string[];
  readonly why?: string;
  readonly dryRun?: boolean;
}

export function addDuplicates(program: Command, kit: CommandKit): void {
  const group = program.command('duplicates').description('contacts and accounts that may be one');
  withExamples(group, ['syncline duplicates list', 'syncline duplicates merge 12 --why "asked her"']);
  addList(group, kit);
  const show = group
    .command('show')
    .description('one pair side by side, with what speaks for it')
    .argument('<id>', 'id of the pair')
    .action(
      kit.handler(async (shell, args) =>
        shell.print(
          showPair(await shell.client.get(`/api/v1/duplicates/${argument(args, 0)}`, duplicateDetailDocument)),
        ),
      ),
    );
  withExamples(show, ['syncline duplicates show 12', 'syncline duplicates show 12 --json']);
  addMerge(group, kit);
  addDismiss(group, kit);
  addUndo(group, kit);
}

function addList(group: Command, kit: CommandKit): void {
  const command = group
    .command('list', { isDefault: true })
    .description('pairs that wait for a decision, the likeliest first')
    .addOption(new Option('--state <state>', 'those of this state').choices(['open', 'merged', 'dismissed', 'gone']))
    .option('--all', 'those of every state')
    .addOption(new Option('--kind <kind>', 'only of this kind').choices(['account', 'contact']))
    .addOption(limitOption())
    .option('--cursor <cursor>', 'the nextCursor of the page before')
    .action(
      kit.handler<ListOptions>(async (shell, _args, { state, all, kind, limit, cursor }) => {
        const page = await shell.client.get('/api/v1/duplicates', duplicatePage, {
          state: all ? undefined : (state ?? 'open'),
          kind,
          limit: numberOf(limit),
          cursor,
        });
        const columns = ['id', 'kind', 'one', 'other', 'likely', 'state', 'because'];
        const rows = page.items.map((each) => [
          each.id,
          each.kind,
          each.aTitle ?? each.aId,
          each.bTitle ?? each.bId,
          likely(each.probability),
          each.proposalId === null ? each.state : `waits for approval ${each.proposalId}`,
          each.evidence.map(({ feature, verdict }) => `${feature} ${verdict}`).join(', '),
        ]);
        shell.print({ json: page, tables: [{ columns, rows, empty: 'No two seem to be one.' }] });
        if (page.nextCursor !== null) shell.say(`More: --cursor ${page.nextCursor}`);
      }),
    );
  withExamples(command, ['syncline duplicates list', 'syncline duplicates list --kind contact --all --json']);
}

function addMerge(group: Command, kit: CommandKit): void {
  const command = group
    .command('merge')
    .description('the two are one; "undo" takes it apart again')
    .argument('<id>', 'id of the pair')
    .option('--survivor <entity>', 'the entity that stays; the one with more records by default')
    .option('--take <field=entity...>', 'whose value of a field stays')
    .option('--why <text>', 'for the audit')
    .option('--dry-run', 'only say what would be done')
    .action(
      kit.handler<DecisionOptions>(async (shell, args, { survivor, take = [], why, dryRun }) => {
        const id = argument(args, 0);
        const fields = Object.fromEntries(take.map(takenOf));
        if (dryRun) return printPlan(shell, 'merge', `duplicate ${id}`);
        const body = { survivorId: survivor, fields: take.length === 0 ? undefined : fields, why };
        shell.print(showMerge(await shell.client.post(`/api/v1/duplicates/${id}/merge`, mergeDocument, body)));
      }),
    );
  withExamples(command, [
    'syncline duplicates merge 12 --why "asked her"',
    'syncline duplicates merge 12 --take phone=0199a2b4-7d51-7000-8000-000000000002 --dry-run',
  ]);
}

function addDismiss(group: Command, kit: CommandKit): void {
  const command = group
    .command('dismiss')
    .description('the two are two, and are not proposed again unless the evidence changes')
    .argument('<id>', 'id of the pair')
    .option('--why <text>', 'for the audit')
    .option('--dry-run', 'only say what would be done')
    .action(
      kit.handler<DecisionOptions>(async (shell, args, { why, dryRun }) => {
        const id = argument(args, 0);
        if (dryRun) return printPlan(shell, 'dismiss', `duplicate ${id}`);
        const path = `/api/v1/duplicates/${id}/dismiss` as const;
        shell.print(showPair(await shell.client.post(path, duplicateDetailDocument, { why })));
      }),
    );
  withExamples(command, ['syncline duplicates dismiss 12 --why "father and son"']);
}

function addUndo(group: Command, kit: CommandKit): void {
  const command = group
    .command('undo')
    .description('takes a merge apart: what was edited since goes with the record that it came from')
    .argument('<merge>', 'id of the merge')
    .option('--why <text>', 'for the audit')
    .option('--dry-run', 'only say what would be done')
    .action(
      kit.handler<DecisionOptions>(async (shell, args, { why, dryRun }) => {
        const id = argument(args, 0);
        if (dryRun) return printPlan(shell, 'take apart', `merge ${id}`);
        shell.print(showMerge(await shell.client.post(`/api/v1/merges/${id}/undo`, mergeDocument, { why })));
      }),
    );
  withExamples(command, ['syncline duplicates undo 7 --why "two people after all"']);
}

function takenOf(text: string): [string, string] {
  const at = text.indexOf('=');
  if (at > 0 && at < text.length - 1) return [text.slice(0, at), text.slice(at + 1)];
  throw new CliError({
    code: 'usage',
    message: `--take takes a field and the entity whose value stays, such as phone=<id>, not "${text}".`,
    exit: exitCode.usage,
  });
}

function likely(probability: number): string {
  return `${(Math.floor(probability * 1_000) / 10).toFixed(1)} %`;
}

function showPair(pair: DuplicateDetailDocument): Rendering {
  const { a, b } = pair;
  const names = [...new Set([...Object.keys(a?.fields ?? {}), ...Object.keys(b?.fields ?? {})])].sort();
  const textOf = (value: unknown): string =>
    value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
  return {
    json: pair,
    lines: [
      `${pair.kind} ${printable(pair.aTitle ?? pair.aId)} and ${printable(pair.bTitle ?? pair.bId)}: ${likely(pair.probability)}, ${pair.state}`,
      ...(pair.heldBack.length === 0
        ? []
        : [`Not merged without a person: ${pair.heldBack.map(printable).join('; ')}`]),
      ...(pair.refused === null ? [] : [`Could not be merged: ${printable(pair.refused)}`]),
      ...(pair.mergeId === null
        ? []
        : [`Merge ${pair.mergeId}: "syncline duplicates undo ${pair.mergeId}" takes it apart`]),
    ],
    tables: [
      {
        title: 'What speaks for it, and against',
        columns: ['what', 'is', 'bits', 'because'],
        rows: pair.evidence.map((each) => [each.feature, each.verdict, each.bits, each.because]),
        empty: 'Nothing.',
      },
      {
        title: 'Side by side',
        columns: ['field', pair.aId, pair.bId],
        rows: [
          ...names.map((name) => [name, textOf(a?.fields[name]), textOf(b?.fields[name])]),
          ['(records)', recordsOf(a), recordsOf(b)],
        ],
        empty: 'Both are empty.',
      },
    ],
  };
}

function recordsOf(side: DuplicateDetailDocument['a']): string {
  return (side?.records ?? []).map((each) => `${each.connectionName}/${each.stream} ${each.externalId}`).join(', ');
}

function showMerge(merge: MergeDocument): Rendering {
  const taken = Object.entries(merge.choices).filter(([, { rule }]) => rule !== 'same');
  return {
    json: merge,
    lines: [
      merge.undoneAt === null
        ? `Merge ${merge.id}: ${merge.loserId} is part of ${merge.survivorId} now`
        : `Merge ${merge.id} was taken apart by ${printable(merge.undoneBy ?? '')}`,
    ],
    tables: [
      {
        columns: ['field', 'taken from', 'by'],
        rows: taken.map(([field, { from, rule }]) => [field, from, rule.replace('_', ' ')]),
        empty: 'Both held the same.',
      },
    ],
  };
}
