import { type Command, Option } from 'commander';
import { type ProposalDocument, proposalDocument, proposalPage } from '../api/proposal-documents.ts';
import { printable, type Rendering } from '../output/render.ts';
import { addDecision } from './approvals-decide.ts';
import { argument, type CommandKit, withExamples } from './command-kit.ts';
import { findConnection } from './find-connection.ts';
import { limitOption, numberOf } from './list-options.ts';

export function addApprovals(program: Command, kit: CommandKit): void {
  const group = program.command('approvals').description('what waits for a second pair of eyes before it is done');
  withExamples(group, ['syncline approvals list', 'syncline approvals show 12', 'syncline approvals approve 12']);
  addList(group, kit);
  const show = group
    .command('show')
    .description('one proposal: what it would change, who proposes it, and what was decided')
    .argument('<id>', 'id of the proposal')
    .action(
      kit.handler(async (shell, args) =>
        shell.print(showProposal(await shell.client.get(`/api/v1/proposals/${argument(args, 0)}`, proposalDocument))),
      ),
    );
  withExamples(show, ['syncline approvals show 12', 'syncline approvals show 12 --json']);
  addDecision(group, kit, 'approve');
  addDecision(group, kit, 'reject');
}

interface ListOptions {
  readonly state: string;
  readonly all?: boolean;
  readonly kind?: string;
  readonly policy?: string;
  readonly connection?: string;
  readonly limit: string;
  readonly cursor?: string;
}

function addList(group: Command, kit: CommandKit): void {
  const states = ['waiting', 'approved', 'rejected', 'expired', 'superseded', 'done', 'failed'];
  const kinds = ['mapping', 'enrichment', 'merge', 'writeback', 'bulk_delete', 'import'];
  const command = group
    .command('list')
    .description('proposals that wait, newest first')
    .addOption(new Option('--state <state>', 'those of this state').choices(states).default('waiting'))
    .option('--all', 'those of every state')
    .addOption(new Option('--kind <kind>', 'only these').choices(kinds))
    .option('--policy <policy>', 'only what this policy asked for')
    .option('--connection <connection>', 'only writes to this connection, by name or id')
    .addOption(limitOption())
    .option('--cursor <cursor>', 'the nextCursor of the page before')
    .action(
      kit.handler<ListOptions>(async (shell, _args, { state, all, kind, policy, connection, limit, cursor }) => {
        const page = await shell.client.get('/api/v1/proposals', proposalPage, {
          state: all ? undefined : state,
          kind,
          policy,
          connectionId: connection && (await findConnection(shell, connection)).id,
          limit: numberOf(limit),
          cursor,
        });
        const columns = ['id', 'kind', 'state', 'what', 'changes', 'by', 'policy', 'approvals', 'until'];
        const rows = page.items.map((each) => [
          each.id,
          each.kind,
          each.state,
          each.title,
          each.diff.map(({ field }) => field).join(', '),
          each.proposers.join(', '),
          each.policy,
          `${each.approvals}/${each.needed}`,
          each.expiresAt,
        ]);
        shell.print({ json: page, tables: [{ columns, rows, empty: 'Nothing waits for an approval.' }] });
        if (page.nextCursor !== null) shell.say(`More: --cursor ${page.nextCursor}`);
      }),
    );
  withExamples(command, ['syncline approvals list', 'syncline approvals list --policy "big deals" --all --json']);
}

function showProposal(proposal: ProposalDocument): Rendering {
  const { id, kind, state, title, proposers, policy, needed, approvals, role, expiresAt, refusal } = proposal;
  const links = [
    ...(proposal.supersedes === null ? [] : [`In place of proposal ${proposal.supersedes}.`]),
    ...(proposal.supersededBy === null ? [] : [`Superseded by proposal ${proposal.supersededBy}.`]),
    ...(proposal.reason === null ? [] : [printable(proposal.reason)]),
    ...(state === 'waiting' && refusal !== null ? [printable(refusal)] : []),
  ];
  return {
    json: proposal,
    lines: [
      `${kind} ${id}, ${state}: ${printable(title)}`,
      printable(`By ${proposers.join(', ')}; ${policy} asks for ${needed} of role ${role}, ${approvals} so far.`),
      `Until ${expiresAt}; version ${proposal.version}.`,
      ...links,
    ],
    tables: [
      {
        title: 'Changes',
        columns: ['field', 'before', 'after'],
        rows: proposal.diff.map(({ field, before, after }) => [field, textOf(before), textOf(after)]),
        empty: 'No fields.',
      },
      {
        title: 'Decisions',
        columns: ['at', 'who', 'what', 'of version', 'why'],
        rows: proposal.decisions.map((each) => [each.at, each.actor, each.verdict, each.version, each.words]),
        empty: 'None yet.',
      },
    ],
  };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' || value === null ? value : JSON.stringify(value);
}
