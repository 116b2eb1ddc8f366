import { createJiraSandbox, type JiraSandbox } from '@syncline/connector-jira/sandbox';
import { createOpenProjectSandbox, type OpenProjectSandbox } from '@syncline/connector-openproject/sandbox';
import { createTrelloSandbox, type TrelloSandbox } from '@syncline/connector-trello/sandbox';
import { type SyncEngine, startSyncEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trelloSide } from '../testing/trello-and-github.ts';
import { checkFields } from './check-fields.ts';

const STREAMS = { trello: 'cards', openproject: 'work_packages', jira: 'issues' } as const;
type Side = keyof typeof STREAMS;

describe('fields that a board, an instance and a site define for themselves', () => {
  let trello: TrelloSandbox;
  let openproject: OpenProjectSandbox;
  let jira: JiraSandbox;
  let engine: SyncEngine;
  let board: string;
  let tier: ReturnType<TrelloSandbox['defineCustomField']>;

  beforeAll(async () => {
    trello = await createTrelloSandbox({ cards: 0, boards: 1, comments: false });
    openproject = await createOpenProjectSandbox({ workPackages: 0, projects: 1 });
    jira = await createJiraSandbox({ issues: 0, projects: 1 });
    board = trello.boards()[0]?.id ?? '';
    tier = trello.defineCustomField(board, { name: 'Tier', type: 'list', options: ['Gold', 'Tin'] });
    const seats = trello.defineCustomField(board, { name: 'Seats', type: 'number' });
    openproject.defineCustomField(RANK);
    openproject.defineCustomField({ name: 'customField21', title: 'Seats', type: 'Float' });
    jira.defineField({ number: 10_900, name: 'Class', holds: 'select', options: ['A', 'B'] });
    jira.defineField({ number: 10_901, name: 'Seats', holds: 'number' });
    engine = await startSyncEngine({
      config: { fieldCheckIntervalMs: 0 },
      sides: [
        trelloSide(trello),
        {
          name: 'openproject',
          connector: 'openproject',
          url: openproject.url,
          settings: {},
          secrets: { token: openproject.token },
        },
        {
          name: 'jira',
          connector: 'jira',
          url: jira.url,
          settings: { email: jira.email },
          secrets: { token: jira.token },
        },
      ],
    });
    for (const [side, stream] of Object.entries(STREAMS))
      await checkFields(engine.ctx, engine.connectionId(side), { streams: [stream] });
    const member = (connection: Side, createIn: string, fields: object, defaults: object) => ({
      connection,
      stream: STREAMS[connection],
      createIn,
      fields,
      defaults,
    });
    const mapped = (remote: string, gold: string, tin: string) => ({
      remote,
      values: [
        ['gold', gold],
        ['tin', tin],
      ],
    });
    const members = [
      member(
        'trello',
        board,
        {
          title: 'name',
          seats: `custom_${seats.id}`,
          tier: mapped(`custom_${tier.id}`, optionNamed('Gold') ?? '', 'Tin'),
        },
        { list: 'To Do' },
      ),
      member(
        'openproject',
        'api',
        { title: 'subject', seats: 'customField21', tier: mapped('customField20', 'First', '202') },
        { issue_type: 'Task' },
      ),
      member(
        'jira',
        'API',
        { title: 'summary', seats: 'customfield_10901', tier: mapped('customfield_10900', 'A', '109001') },
        { issue_type: 'Task' },
      ),
    ];
    await engine.configure('trackers', { kinds: { work_item: { members } } });
  });
  afterAll(async () => {
    await engine?.stop();
    await trello?.close();
    await openproject?.close();
    await jira?.close();
  });

  const look = async (side: Side, externalId: string): Promise<void> => {
    const scope = { trello: board, openproject: '1', jira: jira.projectId('API') ?? '' }[side];
    await engine.hint(side, { stream: STREAMS[side], externalId, locator: externalId, scope });
    await engine.quiet();
  };
  const make = async (name: string, values: Readonly<Record<string, Readonly<Record<string, unknown>>>>) => {
    const { id } = trello.createCard(board, { name, custom: values });
    await look('trello', id);
    return id;
  };
  const option = (name: string) => ({ idValue: optionNamed(name) });
  const optionNamed = (name: string) =>
    trello
      .customFields(board)
      .find(({ id }) => id === tier.id)
      ?.options.find(({ text }) => text === name)?.id;
  const packageOf = (subject: string) => [...openproject.workPackages('api')].find((one) => one.subject === subject)!;
  const issueOf = (summary: string) => [...jira.issues('API')].find((one) => one.summary === summary)!;
  const openItems = async () =>
    (
      await engine.ctx.store.query<{ code: string; field: string; message: string }>(
        `select code, field, message from reconciliation_items where state in ('open', 'retrying') order by id`,
      )
    ).rows;

  it('are typed by the schemas, and options are mapped by name, or by id whatever becomes of the name', async () => {
    const card = await make('Acme', { Tier: option('Gold'), Seats: { value: { number: '7' } } });
    expect(packageOf('Acme').custom).toMatchObject({ customField20: 201, customField21: 7 });
    expect(issueOf('Acme').custom).toMatchObject({ customfield_10900: { id: '109000' }, customfield_10901: 7 });
    trello.renameOption(tier.id, optionNamed('Gold') ?? '', 'Golden');
    jira.renameOption('customfield_10900', '109001', 'Second class');
    for (const side of ['trello', 'jira'] as const) await checkFields(engine.ctx, engine.connectionId(side));
    jira.editIssue(issueOf('Acme').id, { custom: { customfield_10900: { id: '109001' } } });
    await look('jira', issueOf('Acme').id);
    expect(trello.card(card)?.custom).toMatchObject({ Tier: 'Tin' });
    expect(packageOf('Acme').custom).toMatchObject({ customField20: 202 });
    expect(await openItems()).toEqual([]);
    trello.renameOption(tier.id, optionNamed('Golden') ?? '', 'Gold');
    jira.renameOption('customfield_10900', '109001', 'B');
  });

  it('an option without a counterpart is an item that names both lists; what else changed lands', async () => {
    const card = await make('Options', { Tier: option('Gold') });
    openproject.defineCustomField({ ...RANK, options: [...RANK.options, { id: 203, value: 'Third' }] });
    await checkFields(engine.ctx, engine.connectionId('openproject'));
    const { id } = packageOf('Options');
    openproject.editWorkPackage(id, { custom: { customField21: 9 }, chosen: { customField20: 203 } });
    await look('openproject', id);
    expect(trello.card(card)?.custom).toEqual({ Tier: 'Gold', Seats: '9' });
    expect(await openItems()).toMatchObject([
      {
        code: 'unknown_value',
        field: 'tier',
        message:
          'The field map of tier has no counterpart for "Third" (203) of customField20. The field map has "gold" as "First" (201), "tin" as "Second" (202). customField20 has "First" (201), "Second" (202), "Third" (203).',
      },
    ]);
    openproject.editWorkPackage(id, { chosen: { customField20: 202 } });
    await look('openproject', id);
    expect(trello.card(card)?.custom).toEqual({ Tier: 'Tin', Seats: '9' });
    expect(await openItems()).toEqual([]);
  });

  it('one that is gone is paused alone, and what waited is written once it is there again', async () => {
    const card = await make('Gone', { Tier: option('Gold'), Seats: { value: { number: '1' } } });
    openproject.removeCustomField('customField20');
    await checkFields(engine.ctx, engine.connectionId('openproject'));
    expect(await openItems()).toMatchObject([{ code: 'schema_drift', field: 'customField20' }]);
    trello.editCard(card, { custom: { Tier: option('Tin'), Seats: { value: { number: '2' } } } });
    await look('trello', card);
    expect(packageOf('Gone').custom).toMatchObject({ customField21: 2 });
    expect(issueOf('Gone').custom).toMatchObject({ customfield_10900: { id: '109001' }, customfield_10901: 2 });
    openproject.defineCustomField(RANK);
    await checkFields(engine.ctx, engine.connectionId('openproject'));
    await engine.quiet();
    expect(packageOf('Gone').custom).toMatchObject({ customField20: 202 });
    expect(trello.card(card)?.custom).toEqual({ Tier: 'Tin', Seats: '2' });
    expect(await openItems()).toEqual([]);
  });
});

const RANK = {
  name: 'customField20',
  title: 'Rank',
  type: 'CustomOption',
  options: [
    { id: 201, value: 'First' },
    { id: 202, value: 'Second' },
  ],
} as const;
