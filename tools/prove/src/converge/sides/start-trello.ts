import { createTrelloSandbox } from '@syncline/connector-trello/sandbox';
import { clockOff, peopled, type Start, standsFor, UNLIMITED, type VendorSide, WEBHOOK_SECRET } from './side.ts';
import { paragraphsOf, textOf } from './texts.ts';

const BOARD = 'API';
const ARCHIVED = '(archived)';

/** One board. What is archived there is put away from whatever list it is in. */
export async function startTrello(start: Start): Promise<VendorSide> {
  const sandbox = await createTrelloSandbox({
    seed: start.seed,
    cards: 0,
    boards: 1,
    comments: false,
    secret: WEBHOOK_SECRET,
    rateLimit: UNLIMITED,
    clock: clockOff(start),
  });
  const scope = sandbox.boards()[0]!.id;
  const ids = new Map(start.everyone.map((name, index) => [name, sandbox.members()[index + 1]!.id]));
  const assigned = (names: readonly string[]): string[] => names.map((name) => ids.get(name)!);
  /** People make the labels that they need. */
  const labelled = (names: readonly string[]): readonly string[] => {
    for (const name of names)
      if (!sandbox.labels(BOARD).some((label) => label.name === name)) sandbox.createLabel(BOARD, name);
    return names;
  };
  const moved = (status: string) => (status === ARCHIVED ? { closed: true } : { list: status, closed: false });
  return peopled({
    name: 'trello',
    connector: 'trello',
    stream: 'cards',
    remoteNames: { title: 'name', body: 'description', labels: 'labels', status: 'status', assignees: 'assignees' },
    people: { stream: 'members', scope, ids, called: ids },
    url: sandbox.url,
    settings: {},
    secrets: { apiKey: sandbox.apiKey, token: sandbox.token },
    faults: sandbox.faults,
    webhooks: sandbox.webhooks,
    writePaths: [
      { method: 'POST', path: '/cards$' },
      { method: 'PUT', path: '/cards/' },
    ],
    create: ({ title, body, labels, status, assignees }) =>
      sandbox.createCard(BOARD, {
        name: title,
        desc: body.join('\n\n'),
        labels: labelled(labels),
        members: assigned(assignees),
        ...moved(status),
      }).id,
    write(id, { field, value }) {
      if (field === 'title') sandbox.editCard(id, { name: value });
      else if (field === 'body') sandbox.editCard(id, { desc: textOf(value, sandbox.card(id)?.desc ?? null) });
      else if (field === 'labels') sandbox.editCard(id, { labels: labelled(value) });
      else if (field === 'status') sandbox.editCard(id, moved(value));
      else if (field === 'assignees') sandbox.editCard(id, { members: assigned(value) });
    },
    remove: (id) => sandbox.deleteCard(id),
    show(id) {
      const card = sandbox.card(id);
      return (
        card && {
          title: card.name,
          body: paragraphsOf(card.desc),
          labels: card.labels,
          status: card.closed ? ARCHIVED : card.list,
          priority: null,
          assignees: card.members.map((member) => standsFor(ids, member)),
        }
      );
    },
    withTitle: (prefix) => sandbox.cards(BOARD).flatMap(({ id, name }) => (name.startsWith(prefix) ? [id] : [])),
    place: (id) => ({ externalId: id, locator: id, scope }),
    // Its signatures are over the address that was registered.
    subscribe: 'the engine does',
    close: () => sandbox.close(),
  });
}
