import { ownWord, type SideName, traitsOf } from './cast.ts';
import type { History } from './history.ts';
import { type Deed, type Done, type Edit, type Expected, expectedAfter, expectedAtFirst, type Shown } from './model.ts';
import type { OwnEdit } from './sides/side.ts';
import type { World } from './world.ts';

/** A record with its twins. */
export interface Family {
  readonly name: string;
  readonly history: History;
  ids: Map<SideName, string>;
  /** What the hub calls it; null: it has not heard of it. */
  entityId: string | null;
  expected: Expected;
  /** What people did in this round. */
  deeds: readonly Done[];
  isDeleted: boolean;
  /** Whether a person is asked about its deletion. */
  asks: boolean;
  /** When people edited which field where, in this round. */
  edits: { readonly side: SideName; readonly field: Edit['field']; readonly at: Date }[];
}

export async function create({ cast, sides }: World, name: string, history: History): Promise<Family> {
  const { source } = history;
  const traits = traitsOf(cast, source);
  const shown: Shown = {
    title: `${name}first`,
    body: Object.keys(cast.sides).map((_, index) => `paragraph ${index + 1}`),
    labels: [],
    status: ownWord(traits, history.status),
    priority: traits.priority ? 'High' : null,
    assignees: [],
  };
  const id = await sides.get(source)!.create(shown);
  return {
    name,
    history,
    ids: new Map([[source, id]]),
    entityId: source === 'hub' ? id : null,
    // A record without a priority: what the others give it by themselves stands.
    expected: expectedAtFirst(cast, source, shown),
    deeds: [],
    isDeleted: false,
    asks: false,
    edits: [],
  };
}

/** What people do to it in a round; returns how many edits they made. */
export async function liveThrough(world: World, record: Family, round: number): Promise<void> {
  const { rounds, deletedAt, deletedFirst } = record.history;
  record.deeds = [];
  record.edits = [];
  if (round >= rounds.length) return;
  const isLast = round === rounds.length - 1 && deletedAt !== null;
  if (isLast && deletedFirst) remove(world, record, deletedAt);
  const done: Done[] = [];
  for (const deed of rounds[round]!) {
    if (record.isDeleted && deed.side === deletedAt) continue;
    const named: Deed =
      deed.edit.field === 'title' ? { ...deed, edit: { ...deed.edit, value: record.name + deed.edit.value } } : deed;
    record.edits.push({ side: deed.side, field: deed.edit.field, at: new Date() });
    const was = await world.sides
      .get(deed.side)!
      .edit(record.ids.get(deed.side)!, (shown) => ownEdit(world, named, shown));
    if (was) done.push({ ...named, was });
    await pause(3);
  }
  record.deeds = done;
  record.expected = expectedAfter(world.cast, record.expected, done);
  if (isLast && !deletedFirst) remove(world, record, deletedAt);
}

function ownEdit({ cast }: World, { side, edit }: Deed, was: Shown): OwnEdit {
  const traits = traitsOf(cast, side);
  switch (edit.field) {
    case 'title':
    case 'priority':
      return edit;
    case 'status':
      return { field: 'status', value: ownWord(traits, edit.value) };
    case 'body':
      return { field: 'body', value: was.body.with(Object.keys(cast.sides).indexOf(side), edit.value) };
    case 'labels':
      return { field: 'labels', value: changed(was.labels, edit.label, edit.add) };
    case 'assignees':
      return {
        field: 'assignees',
        value: traits.assignees === 'many' ? changed(was.assignees, side, edit.add) : edit.add ? [side] : [],
      };
    default:
      return edit satisfies never;
  }
}

function changed(members: readonly string[], member: string, add: boolean): string[] {
  const others = members.filter((other) => other !== member);
  return add ? [...others, member].sort() : others;
}

function remove(world: World, record: Family, side: SideName): void {
  world.vendors.get(side)!.remove(record.ids.get(side)!);
  record.isDeleted = true;
}

export async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}
