import { describe, expect, it } from 'vitest';
import { normalizeCard } from './normalize-card.ts';

const [BOARD, CARD, LIST, LABEL, MEMBER, FIELD, OPTION] = Array.from({ length: 7 }, (_, i) =>
  String(i + 1).repeat(24),
) as [string, string, string, string, string, string, string];

const CARD_AS_SHOWN = {
  id: CARD,
  name: 'Seats are counted twice',
  desc: 'Counted **twice**\n\n<!-- syncline:a-key-of-22-characters -->',
  closed: false,
  due: '2027-01-02T10:00:00.000Z',
  dueComplete: false,
  start: null,
  idBoard: BOARD,
  idList: LIST,
  idMembers: [MEMBER],
  labels: [{ id: LABEL, name: 'bug', color: 'red' }],
  idShort: 7,
  isTemplate: false,
  dateLastActivity: '2026-11-01T10:00:00.000Z',
  url: 'https://trello.com/c/abcdefgh/7-seats',
  list: { id: LIST, name: 'To Do' },
  customFieldItems: [] as unknown[],
  customFields: [] as unknown[],
};

function normalize(over: object = {}) {
  const result = normalizeCard({ ...CARD_AS_SHOWN, ...over }, BOARD);
  if (result.outcome !== 'record') throw new Error(JSON.stringify(result));
  return result;
}

describe('normalizeCard', () => {
  it('shows a card in the words of the graph', () => {
    expect(normalize().record).toEqual({
      kind: 'work_item',
      stream: 'cards',
      externalId: CARD,
      locator: CARD,
      fields: {
        name: 'Seats are counted twice',
        description: 'Counted **twice**',
        state: 'open',
        closed: false,
        list: 'To Do',
        status: 'To Do',
        due: '2027-01-02T10:00:00.000Z',
        due_complete: false,
        start: null,
        number: 7,
        is_template: false,
        // The first eight digits of its id.
        created_at: '1988-02-24T00:51:46.000Z',
        assignees: [MEMBER],
        labels: ['bug'],
      },
      references: [
        { relation: 'belongs_to', stream: 'boards', externalId: BOARD },
        { relation: 'part_of', stream: 'lists', externalId: LIST },
        { relation: 'assigned_to', stream: 'members', externalId: MEMBER },
        { relation: 'labelled', stream: 'labels', externalId: LABEL },
      ],
      relations: ['belongs_to', 'part_of', 'assigned_to', 'labelled'],
      remoteUpdatedAt: '2026-11-01T10:00:00.000Z',
      url: 'https://trello.com/c/abcdefgh/7-seats',
      ownKey: 'a-key-of-22-characters',
    });
  });

  it('calls archived closed, whatever the list', () => {
    expect(normalize({ closed: true }).record.fields).toMatchObject({
      state: 'closed',
      closed: true,
      list: 'To Do',
      status: '(archived)',
    });
  });

  it('calls a label without a name by its color', () => {
    const labels = [
      { id: LABEL, name: '', color: 'sky' },
      { id: OPTION, name: ' ', color: null },
    ];
    expect(normalize({ labels }).record.fields['labels']).toEqual(['sky']);
  });

  it('shows custom fields by their type, an empty one too', () => {
    const field = (over: object) => ({ id: FIELD, idModel: BOARD, name: 'Field', ...over });
    const shown = (definition: object | null, ...items: object[]) =>
      normalize({
        customFields: definition ? [field(definition)] : [],
        customFieldItems: items.map((item) => ({ idCustomField: FIELD, ...item })),
      }).record.fields[`custom_${FIELD}`];
    const options = [{ id: OPTION, value: { text: 'Large' } }];
    expect(shown({ type: 'list', display: { options } }, { idValue: OPTION, value: null })).toBe(OPTION);
    expect(shown({ type: 'number' }, { value: { number: '3.5' } })).toBe(3.5);
    expect(shown({ type: 'checkbox' }, { value: { checked: 'true' } })).toBe(true);
    expect(shown({ type: 'date' }, { value: { date: '2027-01-01T00:00:00Z' } })).toBe('2027-01-01T00:00:00.000Z');
    expect(shown({ type: 'text' }, { value: { text: 'Acme' } })).toBe('Acme');
    expect(shown({ type: 'text' })).toBeNull();
    expect(shown({ type: 'checkbox' })).toBe(false);
    // Of another board: what it holds says so itself.
    expect(shown(null, { value: { number: '7' } })).toBe(7);
    expect(shown(null, { idValue: OPTION, value: null })).toBe(OPTION);
  });

  it('is no record without name, list or state, and leaves out what has the wrong type', () => {
    for (const over of [{ name: null }, { list: null }, { closed: 'no' }])
      expect(normalizeCard({ ...CARD_AS_SHOWN, ...over }, BOARD).outcome).toBe('invalid');
    const result = normalize({ due: 7, desc: null });
    expect(result.diagnostics.map(({ field }) => field)).toEqual(['desc', 'due']);
    expect(result.record.fields).not.toHaveProperty('due');
  });
});
