import { setTimeout as delay } from 'node:timers/promises';
import { startBackfill } from '@syncline/engine';
import { saveConfigResource } from '@syncline/store';
import type { Backend } from '../shared/backend.ts';
import { type MortalEngine, startMortalEngine } from '../shared/mortal-engine.ts';
import type { Random } from '../shared/random.ts';
import { checkMerged } from './check-merged.ts';
import { FIELDS, type PeopleSide, type Shown, startHubspotPeople, startSalesforcePeople } from './people-side.ts';

export interface MergeRunOptions {
  readonly backend: Backend;
  /** Each of them stands in both CRMs. */
  readonly people: number;
  readonly deaths: number;
  readonly seed: number;
  readonly random: Random;
  readonly limitMs: number;
}

export interface MergeRunResult {
  readonly broken: readonly string[];
  readonly edits: number;
  readonly writes: number;
  readonly deaths: number;
  readonly seconds: number;
}

/** A person, by the ids of the CRMs in their order; null: the CRM does not have them. */
export type Person = readonly (string | null)[];

/** Of each CRM, people whom the other one does not have. */
const STRANGERS = 10;

export async function runMerges(options: MergeRunOptions): Promise<MergeRunResult> {
  const sides = [await startSalesforcePeople(options.seed), await startHubspotPeople(options.seed)];
  try {
    return await run(options, sides);
  } finally {
    await Promise.all(sides.map((side) => side.close()));
  }
}

async function run(options: MergeRunOptions, sides: readonly PeopleSide[]): Promise<MergeRunResult> {
  const { backend, deaths, random, limitMs } = options;
  const people = populate(options, sides);
  const engine = await startMortalEngine({
    backend,
    sides,
    config: { vendorTimeoutMs: 2_000, writeLeaseMs: 3_000 },
    lives: Array.from({ length: deaths }, () => options.people + random.below(options.people * 4)),
  });
  const began = performance.now();
  try {
    await engine.through((now) => now.configure('contacts', { kinds: { contact: { members: sides.map(memberOf) } } }));
    await engine.through(({ ctx }) =>
      saveConfigResource(ctx.store, {
        workspaceId: 1,
        kind: 'identity',
        name: 'contact',
        managedBy: 'api',
        value: { automatic: true },
        applied: null,
        kept: {},
        origins: {},
      }),
    );
    for (const side of sides) {
      side.loseAnswers(Math.ceil(options.people / 10));
      await engine.through((now) => startBackfill(now.ctx, { connectionId: now.connectionId(side.name) }));
    }
    const edits = await editUntilMerged(engine, options, sides, people);
    await engine.quiet(limitMs);
    // Once they are one, an edit of one side is the other's.
    for (const [nth, person] of people.entries()) {
      const at = person.findIndex((id, side) => id !== null && (side === nth % 2 || person[1 - side] === null));
      await edit(engine, sides[at]!, person[at]!, { title: `Last of ${nth}` });
    }
    await engine.quiet(limitMs);
    const broken = await checkMerged(engine.now(), sides, people);
    return {
      broken: [...broken, ...(await moves(engine, sides, limitMs))],
      edits: edits + people.length,
      writes: writesOf(sides),
      deaths: engine.deaths(),
      seconds: Math.round((performance.now() - began) / 1_000),
    };
  } finally {
    await engine.close();
  }
}

/** Nobody is created at a side, and no rule says who is who: that is left to the search. */
function memberOf({ name }: PeopleSide) {
  const fields = Object.fromEntries(FIELDS.map((field) => [field, field]));
  return { connection: name, stream: 'contacts', create: false, fields };
}

function populate({ people, seed, random }: MergeRunOptions, [one, two]: readonly PeopleSide[]): readonly Person[] {
  const shownOf = (nth: number): Omit<Shown, 'title' | 'department'> => ({
    first_name: `${random.pick(['Ada', 'Grace', 'Edsger', 'Barbara', 'Donald', 'Frances'])}`,
    last_name: `${random.pick(['Lov', 'Hop', 'Dijk', 'Lisk', 'Knu', 'All'])}${word(nth * 31 + seed)}`,
    email: `person${nth}@house${nth}.example`,
    phone: `+1415${String(5_550_000 + nth)}`,
  });
  return Array.from({ length: people + 2 * STRANGERS }, (_, nth) => {
    const shown = shownOf(nth);
    // What they do is known to one CRM, where they do it to the other; later both say something of either.
    const isAt = (side: number): boolean => nth < people || nth % 2 === side;
    return [
      isAt(0) ? one!.create({ ...shown, title: `Title ${nth}` }) : null,
      isAt(1) ? two!.create({ ...shown, department: `Department ${nth}` }) : null,
    ];
  });
}

/** A syllable or more that tells names apart. */
function word(number: number): string {
  const syllables = ['ba', 'de', 'fi', 'go', 'ku', 'la', 'me', 'ni', 'po', 'ru', 'sa', 'te'];
  let text = '';
  for (let rest = number; rest > 0; rest = Math.floor(rest / 12)) text += syllables[rest % 12];
  return text;
}

/** People edit on both sides until nobody stands twice; returns how often. */
async function editUntilMerged(
  engine: MortalEngine,
  { people: twice, random, limitMs }: MergeRunOptions,
  sides: readonly PeopleSide[],
  people: readonly Person[],
): Promise<number> {
  const deadline = performance.now() + limitMs;
  for (let edits = 0; performance.now() < deadline; edits += 1) {
    const at = random.below(2);
    const id = random.pick(people)[at];
    if (id != null) await edit(engine, sides[at]!, id, { [random.pick(['title', 'department'])]: `Edit ${edits}` });
    await delay(20);
    if (edits % 25 === 0 && (await countMerges(engine)) >= twice) return edits;
  }
  return people.length;
}

/** As a person does; told by a webhook that comes twice. */
async function edit(engine: MortalEngine, side: PeopleSide, id: string, fields: Partial<Shown>): Promise<void> {
  side.edit(id, fields);
  for (let copies = 0; copies < 2; copies += 1)
    await engine.through((now) =>
      now.hint(side.name, { stream: 'contacts', externalId: id, locator: id, scope: side.scope }),
    );
}

function countMerges(engine: MortalEngine): Promise<number> {
  return engine.through(async ({ ctx }) => {
    const { rows } = await ctx.store.query<{ n: number }>(
      'select count(*)::int as n from merges where undone_at is null',
    );
    return rows[0]!.n;
  });
}

function writesOf(sides: readonly PeopleSide[]): number {
  return sides.reduce((sum, side) => sum + side.writes(), 0);
}

/** Everything is looked at once more: nothing is written, since nothing is otherwise. */
async function moves(engine: MortalEngine, sides: readonly PeopleSide[], limitMs: number): Promise<string[]> {
  const before = sides.map((side) => JSON.stringify([...side.contacts()]));
  const writes = writesOf(sides);
  for (const side of sides)
    for (const id of side.contacts().keys())
      await engine.through((now) =>
        now.hint(side.name, { stream: 'contacts', externalId: id, locator: id, scope: side.scope }),
      );
  await engine.quiet(limitMs);
  const more = writesOf(sides) - writes;
  return [
    ...(more === 0 ? [] : [`${more} more writes when everything was read again`]),
    ...sides.flatMap(({ name, contacts }, at) =>
      JSON.stringify([...contacts()]) === before[at] ? [] : [`${name} went on changing`],
    ),
  ];
}
