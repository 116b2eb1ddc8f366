import { Dice, hash32, markdownFrom, paragraphFrom, titleFrom } from '@syncline/sandbox';
import type { CustomFieldType, CustomValue, SandboxCard, SandboxCustomField } from './records.ts';
import type { World } from './world.ts';

const NAMES = [
  'Syncline',
  'Mia Krystof',
  'Jonas Weber',
  'Aiko Tanaka',
  'Priya Raman',
  'Tomás Herrera',
  'Zoë Müller',
  'Olu Adeyemi',
  'Ewa Nowak',
] as const;
const BOARDS = ['API', 'Web', 'Mobile', 'Ops', 'Docs', 'Pay'] as const;
const LISTS = ['To Do', 'In Progress', 'Review', 'Done', 'Someday'] as const;
const LABELS = [
  ['bug', 'red'],
  ['feature', 'green'],
  ['docs', 'blue_light'],
  ['good first issue', 'sky'],
  ['', 'yellow'],
  ['no color', null],
] as const;
const FIELDS: readonly (readonly [string, CustomFieldType])[] = [
  ['Customer', 'text'],
  ['Points', 'number'],
  ['Urgent', 'checkbox'],
  ['Ship date', 'date'],
  ['Size', 'list'],
];
const SIZES = ['Small', 'Medium', 'Large'];
const DAY_MS = 86_400_000;
const SPAN_MS = 3 * 365 * DAY_MS;

/** Boards with all that is on them: the past that a seed gives. */
export function seedWorld(world: World): void {
  const { settings } = world;
  const begin = settings.seededUntilMs - SPAN_MS - 2 * DAY_MS;
  for (const fullName of NAMES) {
    const username =
      fullName
        .split(' ')[0]
        ?.normalize('NFD')
        .replace(/[^A-Za-z]/g, '')
        .toLowerCase() ?? '';
    world.members.push({ id: world.takeId(begin), username, fullName, email: `${username}@acme.example` });
  }
  for (let i = 0; i < settings.boards; i += 1) seedBoard(world, BOARDS[i] ?? `Board ${i + 1}`, begin + 60_000 * i);
  const boardIds = [...world.boards.keys()];
  const stretch = SPAN_MS / Math.max(1, settings.cards);
  for (let i = 0; i < settings.cards; i += 1) {
    const madeAt = Math.floor(settings.seededUntilMs - SPAN_MS + i * stretch);
    seedCard(world, boardIds[i % boardIds.length] ?? '', i, madeAt, stretch);
  }
}

function seedBoard(world: World, name: string, at: number): void {
  const id = world.takeId(at);
  const shortLink = world.takeShortLink();
  world.boards.set(id, { id, name, desc: `All of **${name}**`, closed: false, shortLink, lastActivity: at });
  LISTS.forEach((listName, i) => {
    const listId = world.takeId(at + 1_000);
    const closed = i === LISTS.length - 1;
    world.lists.set(listId, { id: listId, boardId: id, name: listName, closed, pos: 16_384 * (i + 1) });
  });
  for (const [labelName, color] of LABELS) {
    const labelId = world.takeId(at + 2_000);
    world.labels.set(labelId, { id: labelId, boardId: id, name: labelName, color });
  }
  for (const [fieldName, type] of FIELDS) {
    const fieldId = world.takeId(at + 3_000);
    const texts = type === 'list' ? SIZES : [];
    const options = texts.map((text) => ({ id: world.takeId(at + 4_000), text }));
    world.customFields.set(fieldId, { id: fieldId, boardId: id, name: fieldName, type, options });
  }
}

function seedCard(world: World, boardId: string, index: number, madeAt: number, stretch: number): void {
  const { settings } = world;
  const dice = new Dice(hash32(settings.seed, 0x7472, index));
  const some = <Value>(values: readonly Value[], most: number) => [
    ...new Set(Array.from({ length: dice.below(most + 1) }, () => dice.pick(values))),
  ];
  const due = dice.chance(0.6) ? null : new Date(madeAt + dice.below(60) * DAY_MS).toISOString();
  const card: SandboxCard = {
    id: world.takeId(madeAt),
    boardId,
    listId: dice.pick(world.listsOf(boardId)).id,
    name: titleFrom(dice),
    desc: markdownFrom(dice) ?? '',
    closed: dice.chance(0.25),
    due,
    start: due === null || dice.chance(0.5) ? null : new Date(madeAt).toISOString(),
    dueComplete: due !== null && dice.chance(0.4),
    memberIds: some(world.members, 2).map(({ id }) => id),
    labelIds: some(world.labelsOf(boardId), 2).map(({ id }) => id),
    number: 1 + Math.floor(index / settings.boards),
    pos: 16_384 * (index + 1),
    shortLink: world.takeShortLink(),
    isTemplate: dice.chance(0.02),
    custom: seededValues(dice, world.customFieldsOf(boardId)),
    lastActivity: madeAt + Math.floor(dice.next() * (settings.seededUntilMs - madeAt)),
  };
  world.putCard(card);
  const by = dice.pick(world.members).id;
  const action = (type: string, at: number, data: Record<string, unknown>) =>
    world.putAction({ id: world.takeId(at), type, at, memberId: by, boardId, cardId: card.id, data });
  // What a board was copied with has no actions.
  if (index % 3 !== 0) action('createCard', madeAt, {});
  if (!settings.comments) return;
  for (let said = dice.below(4); said > 0; said -= 1)
    action('commentCard', madeAt + Math.floor(dice.next() * stretch), { text: paragraphFrom(dice) });
  if (dice.chance(0.2)) seedChecklist(world, card, dice, madeAt);
}

function seedChecklist(world: World, card: SandboxCard, dice: Dice, at: number): void {
  const id = world.takeId(at);
  const items = Array.from({ length: 1 + dice.below(4) }, (_, i) => ({
    id: world.takeId(at),
    name: paragraphFrom(dice, 1),
    state: dice.chance(0.5) ? ('complete' as const) : ('incomplete' as const),
    pos: 16_384 * (i + 1),
  }));
  world.putChecklist({ id, boardId: card.boardId, cardId: card.id, name: 'Checklist', pos: 16_384, items });
}

function seededValues(dice: Dice, fields: readonly SandboxCustomField[]): Record<string, CustomValue> {
  const values: Record<string, CustomValue> = {};
  for (const field of fields) {
    if (dice.chance(0.6)) continue;
    const text = (value: Record<string, string>): CustomValue => ({ idValue: null, value });
    if (field.type === 'text') values[field.id] = text({ text: `Customer ${dice.below(50)}` });
    else if (field.type === 'number') values[field.id] = text({ number: String(1 + dice.below(13)) });
    else if (field.type === 'checkbox') values[field.id] = text({ checked: 'true' });
    else if (field.type === 'date')
      values[field.id] = text({ date: new Date(Date.UTC(2027, dice.below(12), 1, 12)).toISOString() });
    else values[field.id] = { idValue: dice.pick(field.options).id, value: null };
  }
  return values;
}
