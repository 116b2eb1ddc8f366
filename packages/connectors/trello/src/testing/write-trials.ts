import type { ConformanceSandbox, WriteConformance } from '@syncline/connector-sdk/testing';
import type { TrelloSandbox } from '@syncline/connector-trello/sandbox';

export interface RunningTrello extends ConformanceSandbox {
  readonly trello: TrelloSandbox;
}

type Trial = WriteConformance<RunningTrello>;

/** What is carried out is a create; its answer is cut off. */
const loseNextAnswer: Trial['loseNextAnswer'] = ({ trello }) =>
  void trello.faults.add({
    kind: 'lost_answer',
    method: 'POST',
    path: '^/1/(cards|cards/[0-9a-f]+/(actions/comments|attachments)|labels|checklists)($|\\?)',
  });

const pick = <T>(turn: number, values: readonly [T, ...T[]]): T => values[turn % values.length] ?? values[0];

const memberIds = (trello: TrelloSandbox, ...at: readonly number[]): string[] =>
  at.map((index) => trello.members()[index]?.id ?? '').sort();

const cardKey = (trello: TrelloSandbox, scope: string) => {
  const externalId = trello.cards(scope)[0]?.id ?? trello.createCard(scope, { name: 'Subject' }).id;
  return { externalId, locator: externalId, scope };
};

const cards: Trial = {
  stream: 'cards',
  draft: ({ sandbox: { trello } }, turn) => ({
    fields: {
      name: `Drafted ${turn}`,
      description: `First ${turn}\n\n* Second`,
      list: 'In Progress',
      labels: ['bug', 'good first issue'],
      assignees: memberIds(trello, 2),
      due: '2027-01-02T10:00:00.000Z',
    },
  }),
  edit: ({ sandbox: { trello }, scope }, turn) => ({
    fields: {
      name: `Edited ${turn}`,
      related_to: [trello.createCard(scope, { name: `Beside ${turn}` }).id],
      description: `Edited\n\nin turn ${turn}`,
      list: pick(turn, ['Done', 'Review', 'To Do']),
      state: 'closed',
      status: '(archived)',
      labels: ['docs', `made in turn ${turn}`, 'yellow'],
      assignees: memberIds(trello, 3, 4),
      due: `2027-04-${10 + (turn % 20)}T12:30:00.000Z`,
      due_complete: true,
      start: `2027-03-${10 + (turn % 20)}T00:00:00.000Z`,
    },
  }),
  empties: ['description', 'labels', 'assignees', 'related_to', 'due', 'start'],
  // A status is both.
  entails: { status: ['list', 'state'], list: ['status'], state: ['status'] },
  // What is done goes to the list for it; what is put away is archived, wherever it is.
  closing: { on: { list: 'Done' }, off: { list: 'To Do' } },
  archiving: { on: { state: 'closed' }, off: { state: 'open' } },
  refused: (_, turn) => ({ fields: { name: `Refused ${turn}`, list: 'No such list' }, field: 'list' }),
  loseNextAnswer,
};

const comments: Trial = {
  stream: 'comments',
  draft: ({ sandbox: { trello }, scope }, turn) => ({
    fields: { body: `Comment ${turn}` },
    parents: { comments_on: cardKey(trello, scope) },
  }),
  edit: (_, turn) => ({ fields: { body: `Edited\n\nin turn ${turn}` } }),
  refused: ({ sandbox: { trello }, scope }) => ({
    fields: { body: ' ' },
    parents: { comments_on: cardKey(trello, scope) },
    field: 'body',
  }),
  loseNextAnswer,
};

const labels: Trial = {
  stream: 'labels',
  naturalKey: 'name',
  draft: (_, turn) => ({ fields: { name: `Drafted ${turn}`, color: 'purple' } }),
  edit: (_, turn) => ({ fields: { name: `Edited ${turn}`, color: pick(turn, ['lime', 'black_dark', 'sky']) } }),
  empties: ['color'],
  refused: (_, turn) => ({ fields: { name: `Refused ${turn}`, color: 'mauve' }, field: 'color' }),
  loseNextAnswer,
};

const checklists: Trial = {
  stream: 'checklists',
  naturalKey: 'name',
  draft: ({ sandbox: { trello }, scope }, turn) => ({
    fields: { name: `Drafted ${turn}` },
    parents: { part_of: cardKey(trello, scope) },
  }),
  edit: (_, turn) => ({
    fields: {
      name: `Edited ${turn}`,
      items: [
        { name: `Step ${turn}`, done: turn % 2 === 0 },
        { name: 'Last step', done: true },
      ],
    },
  }),
  empties: ['items'],
  entails: { items: ['items_done'] },
  refused: ({ sandbox: { trello }, scope }) => ({
    fields: { name: ' ' },
    parents: { part_of: cardKey(trello, scope) },
    field: 'name',
  }),
  loseNextAnswer,
};

const attachments: Trial = {
  stream: 'attachments',
  naturalKey: 'file_name',
  draft: ({ sandbox: { trello }, scope }, turn) => ({
    fields: { file_name: `Übersicht "${turn}".bin`, size: 10_000 + turn },
    parents: { part_of: cardKey(trello, scope) },
  }),
  edit: () => ({ fields: {} }),
  loseNextAnswer,
};

/** How each stream that writes is tried. */
export const trelloWriteTrials: readonly Trial[] = [cards, comments, labels, checklists, attachments];
