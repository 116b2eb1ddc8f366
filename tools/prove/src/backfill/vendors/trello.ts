import { createTrelloSandbox } from '@syncline/connector-trello/sandbox';
import { UNLIMITED } from '../../vendors/vendor.ts';
import { partsOf, type StartFilled } from '../filled-vendor.ts';

export const startTrello: StartFilled = async (records, seed) => {
  const sandbox = await createTrelloSandbox({
    seed,
    cards: records,
    boards: 2,
    comments: false,
    rateLimit: UNLIMITED,
    // Trello waits half a minute and longer; a delivery that a busy machine was too slow for comes again before the end.
    webhookRetryMs: [250, 500, 1_000, 2_000],
  });
  const { apiKey, token, secret } = sandbox;
  return {
    ...partsOf(sandbox),
    name: 'trello',
    connector: 'trello',
    stream: 'cards',
    titleField: 'name',
    textField: 'description',
    settings: {},
    secrets: { apiKey, token, webhookSecret: secret },
    tellsDeletes: true,
    *records() {
      for (const { id: board } of sandbox.boards())
        for (const card of sandbox.cards(board))
          yield {
            id: card.id,
            shown: {
              number: card.number,
              name: card.name,
              description: card.desc,
              list: card.list,
              state: card.closed ? 'closed' : 'open',
              labels: card.labels,
              due: card.due,
              due_complete: card.dueComplete,
              start: card.start,
              assignees: card.members,
              'part_of.name': [card.list],
            },
          };
    },
    setTitle: (id, name) => void sandbox.editCard(id, { name }),
    remove: (id) => sandbox.deleteCard(id),
  };
};
