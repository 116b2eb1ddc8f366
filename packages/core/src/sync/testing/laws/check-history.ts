import { type Field, type History, SCALARS, type Scalar } from './history.ts';
import type { Laws } from './laws.ts';
import { firstValues, isScalar, policyOf } from './side.ts';
import { lineOf } from './typed.ts';
import { World } from './world.ts';

const FIELDS: readonly Field[] = [...SCALARS, 'labels', 'body'];

/** Lives through a history, then looks at what has become of it. Returns what is wrong, or null. */
export function checkHistory(history: History, laws: Laws): string | null {
  const world = new World(history, laws);
  const lastAtHub = new Map<Field, unknown>();
  for (const incident of history.incidents) {
    if (incident.what === 'crash') world.crash();
    else {
      const by = incident.by % (world.sides.length + 1);
      const typed = world.edit(by, incident.field, incident.removes, incident.hooks);
      if (by === world.sides.length && typed !== null) lastAtHub.set(incident.field, typed);
    }
    world.run(incident.steps);
  }
  world.settle();
  return (
    world.violation ??
    apart(world) ??
    againstPolicy(history, world, lastAtHub) ??
    lostMembers(world) ??
    notQuiet(world) ??
    backAndForth(history, world) ??
    quietEdits(history, world)
  );
}

/** Every side shows the entity's projection, but for fields that wait for a person. */
function apart(world: World): string | null {
  for (const { side, shadow } of world.links)
    for (const field of FIELDS)
      if (!(field in shadow.held) && !side.shows(world.entity, field))
        return `${side.name} shows the ${field} ${JSON.stringify(side.values[field])}, the hub holds ${JSON.stringify(world.entity[field])}`;
  return null;
}

/** What the policies say must have come of it, by who typed what. */
function againstPolicy(history: History, world: World, lastAtHub: ReadonlyMap<Field, unknown>): string | null {
  for (const field of SCALARS) {
    const policy = policyOf(history, field);
    const { streams } = policy;
    // Bound from the start, an immutable field with an owner is as one that the owner wins.
    const mode = policy.owner === null ? policy.mode : 'remote_wins';
    const first = world.sides.find((side) => side.name === streams[0])!;
    const standing = world.entity[field];
    const initial = firstValues()[field];
    const isFrom = (value: unknown): boolean => value !== undefined && standing === value;
    switch (mode) {
      case 'remote_wins':
        if (!first.lastByPeople.has(field) ? isFrom(initial) : first.lastByPeople.get(field) === first.values[field])
          break;
        return `${field} is ${first.name}'s, which last said ${JSON.stringify(first.lastByPeople.get(field))}; it is ${JSON.stringify(standing)}`;
      case 'local_wins':
        if (isFrom(lastAtHub.get(field) ?? initial)) break;
        return `${field} is the hub's, which last said ${JSON.stringify(lastAtHub.get(field))}; it is ${JSON.stringify(standing)}`;
      case 'source_priority': {
        const others = world.sides.filter((side) => side !== first);
        if (!others.some((side) => side.isByAPerson(field, standing))) break;
        return `${field} is first ${first.name}'s to say, and ${JSON.stringify(standing)} was said elsewhere`;
      }
      case 'immutable_after_bind':
        if (isFrom(initial)) break;
        return `${field} was set, and is now ${JSON.stringify(standing)}`;
      case 'last_modified_wins':
      case 'manual':
      case 'merge_with_audit':
        break;
      default:
        mode satisfies never;
    }
  }
  return null;
}

/** Labels that were put on and never taken off, and lines that only one person edits, are all there. */
function lostMembers(world: World): string | null {
  const labels = world.entity.labels as string[];
  for (const label of world.seenLabels)
    if (!world.wasTakenOff(label) && !labels.includes(label)) return `the label ${label} was lost`;
  for (const [index, line] of world.seenLines)
    if (lineOf(world.entity.body, index) !== line)
      return `line ${index} was read as "${line}" and is "${lineOf(world.entity.body, index)}"`;
  return null;
}

function notQuiet(world: World): string | null {
  const { writes } = world;
  world.settle(2);
  return world.violation ?? (world.writes === writes ? null : 'it writes when all is quiet');
}

/** Somebody edits a field and goes back to what it was, as people do with a status: that stands like any other edit. */
function backAndForth(history: History, world: World): string | null {
  for (const [by, field] of oneSideEach(history, world, SCALARS)) {
    const side = world.sides[by]!;
    const before = side.values[field];
    if (world.mayStillLand(by, field, before)) continue;
    world.edit(by, field, false, 1);
    world.settle(2);
    world.pass(1);
    world.type(by, field, before, 1);
    world.settle(2);
    if (world.violation !== null) return world.violation;
    if (JSON.stringify(side.values[field]) !== JSON.stringify(before))
      return `${side.name} went back to the ${field} ${JSON.stringify(before)}, and it became ${JSON.stringify(side.values[field])}`;
  }
  return apart(world);
}

/** In a quiet time the last edit stands, wherever it is made by someone who may. */
function quietEdits(history: History, world: World): string | null {
  world.pass(25);
  for (const [by, field] of oneSideEach(history, world, FIELDS)) {
    const side = world.sides[by]!;
    world.pass(1);
    const typed = world.edit(by, field, false, 1);
    world.settle(2);
    if (world.violation !== null) return world.violation;
    if (JSON.stringify(side.values[field]) !== JSON.stringify(typed))
      return `the ${field} ${JSON.stringify(typed)}, typed at ${side.name} in a quiet time, became ${JSON.stringify(side.values[field])}`;
    const wrong = apart(world) ?? notQuiet(world);
    if (wrong !== null) return wrong;
  }
  return null;
}

/** For every field that nothing is held of, a side whose people may edit it. */
function oneSideEach(
  history: History,
  world: World,
  fields: readonly Field[],
): (readonly [by: number, field: Field])[] {
  return fields.flatMap((field, index) => {
    if (world.links.some(({ shadow }) => field in shadow.held)) return [];
    const able = [...world.sides.keys()].filter(
      (by) => !isScalar(field) || mayEdit(history, field, world.sides[by]!.name),
    );
    const by = able[(history.luck + index) % able.length];
    return by === undefined ? [] : [[by, field] as const];
  });
}

function mayEdit(history: History, field: Scalar, name: string): boolean {
  const { mode, owner, streams } = policyOf(history, field);
  if (owner !== null) return owner === name;
  switch (mode) {
    case 'last_modified_wins':
    case 'manual':
    case 'merge_with_audit':
      return true;
    case 'remote_wins':
    case 'source_priority':
      return streams[0] === name;
    case 'immutable_after_bind':
    case 'local_wins':
      return false;
    default:
      return mode satisfies never;
  }
}
