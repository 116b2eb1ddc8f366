import type { Json } from '../../../json.ts';
import type { FieldRule } from '../../field-rule.ts';
import { firstLink } from '../../first-link.ts';
import type { FieldOrigin, Shadow } from '../../shadow.ts';
import { auditMerge } from './audit.ts';
import type { Field, History } from './history.ts';
import type { Laws } from './laws.ts';
import { Request, same } from './request.ts';
import { expressedAt, firstValues, isScalar, rulesOf, Side, START, type Values } from './side.ts';
import { lineOf, typed } from './typed.ts';

interface Link {
  readonly side: Side;
  readonly rules: readonly FieldRule[];
  shadow: Shadow;
  /** The end of the read, or the write, that was accepted last. */
  acceptedSeq: number;
  /** Newest first. */
  attempts: Request[];
  /** All there ever were. */
  readonly requests: Request[];
}

interface Shown {
  readonly values: Values;
  readonly times: Record<Field, number>;
  readonly arrived: readonly Request[];
}

/** Steps after which a history is taken to go on for ever. */
const ENDLESS = 3_000;

/** One entity and its twins: people, vendors and a hub that may crash, in one thread and in an order that luck decides. */
export class World {
  readonly sides: readonly Side[];
  readonly links: readonly Link[];
  entity: Values;
  writes = 0;
  violation: string | null = null;
  /** What the hub has read. */
  readonly seenLabels = new Set<string>();
  readonly seenLines = new Map<number, string>();
  readonly #takenOff = new Set<string>();
  readonly #history: History;
  readonly #laws: Laws;
  readonly #calm: boolean;
  #origins: Record<string, FieldOrigin>;
  #tasks: { readonly atVendor: boolean; run(): void }[] = [];
  #seq = 0;
  #epoch = 0;
  #luck: number;
  #now = START;
  #names = 0;

  constructor(history: History, laws: Laws) {
    this.#history = history;
    this.#laws = laws;
    this.#luck = (history.luck * 2_654_435_761 + 12_345) >>> 0;
    this.#calm = history.sides.some(({ kind }) => kind === 'whimsical');
    this.sides = history.sides.map((traits, index) => new Side(index, traits));
    this.entity = firstValues();
    this.#origins = {};
    this.links = this.sides.map((side) => this.#link(side));
  }

  /** A person's edit at a side or, with an index beyond them, at the hub. What they typed; null: they may not. */
  edit(by: number, field: Field, removes: boolean, hooks: number): Json | null {
    const side = this.sides[by];
    const standing = side ? side.values[field] : this.entity[field];
    if (!side && isScalar(field) && !this.#isOpenToTheHub(field)) return null;
    const value = typed(by, field, standing, { name: ++this.#names, removes });
    return this.type(by, field, value, hooks);
  }

  /** Somebody types this very value. */
  type(by: number, field: Field, value: Json, hooks: number): Json {
    const side = this.sides[by];
    if (side) {
      side.set(field, value, this.#now, 'person');
      for (let hook = 0; hook < hooks; hook++) this.#read(this.links[by]!);
      return side.values[field];
    }
    if (field === 'labels') {
      for (const label of this.entity.labels as string[])
        if (!(value as string[]).includes(label)) this.#takenOff.add(label);
      for (const label of value as string[]) this.seenLabels.add(label);
    }
    if (field === 'body') this.seenLines.set(by, lineOf(value, by));
    this.entity = { ...this.entity, [field]: value };
    this.#origins = {
      ...this.#origins,
      [field]: { at: this.#clock().toISOString(), by: 'hub', version: ++this.#names },
    };
    this.#writeAll();
    return value;
  }

  /** The hub dies: what it was doing is gone, what is on its way to a vendor is not; open attempts are found again. */
  crash(): void {
    this.#epoch += 1;
    this.#tasks = this.#tasks.filter((task) => task.atVendor);
    for (const link of this.links) {
      for (const attempt of link.attempts) attempt.state = 'doubt';
      this.#read(link);
      this.#later(() => this.#write(link));
    }
  }

  /** Lets so many things happen. */
  run(steps: number): void {
    for (let step = 0; step < steps && this.#tasks.length > 0 && this.violation === null; step++) {
      this.#now += 1_000;
      const [task] = this.#tasks.splice(Math.floor(this.#random() * this.#tasks.length), 1);
      task!.run();
    }
  }

  /** Every side is polled until all is quiet. */
  settle(rounds = 4): void {
    for (let round = 0; round < rounds; round++) {
      for (const link of this.links) this.#read(link);
      this.run(ENDLESS);
      if (this.violation === null && this.#tasks.length > 0) this.violation = 'it does not end';
      if (this.violation !== null) return;
    }
  }

  wasTakenOff(label: string): boolean {
    return this.#takenOff.has(label) || this.sides.some((side) => side.takenOff.has(label));
  }

  /** Whether the hub, having sent the value to that side, can't know that none of its requests is still on the way. */
  mayStillLand(by: number, field: Field, value: Json): boolean {
    const { requests, side } = this.links[by]!;
    const alike = requests.filter((request) => request.wrote(side, field, value));
    return alike.length > 1 || alike.some((request) => !request.isTold(field));
  }

  /** A quiet time, in which nothing of what was sent can be on its way any more. */
  pass(hours: number): void {
    this.#now += hours * 3_600_000;
    if (hours >= 24) for (const link of this.links) link.attempts = [];
  }

  #link(side: Side): Link {
    const rules = rulesOf(this.#history, side.traits.kind);
    const { shadow } = firstLink({
      member: side.name,
      entity: this.entity,
      incoming: side.values,
      timeOf: () => new Date(START),
      rules,
      onLink: { mode: 'fill_empty' },
      acceptDifferences: true,
      now: new Date(START),
    });
    return { side, rules, shadow, acceptedSeq: 0, attempts: [], requests: [] };
  }

  #read(link: Link): void {
    const started = ++this.#seq;
    this.#later(() => {
      const arrived = link.requests.filter((request) => request.arrived);
      const shown = { values: link.side.values, times: { ...link.side.times }, arrived };
      const ended = this.#laws.readsHaveLength ? ++this.#seq : started;
      this.#later(() => this.#merge(link, shown, started, ended));
    });
  }

  #merge(link: Link, shown: Shown, started: number, ended: number): void {
    const { side, shadow } = link;
    const incoming = shown.values;
    if (started <= link.acceptedSeq) {
      // Rule 2.7: not believed; read again, where it says something else.
      if (Object.entries(incoming).some(([field, value]) => !same(value, shadow.seen[field]))) this.#read(link);
      return;
    }
    link.acceptedSeq = Math.max(link.acceptedSeq, ended);
    for (const request of shown.arrived) request.readBy(side, incoming);
    const before = { entity: this.entity, shadow };
    const result = this.#laws.merge({
      member: side.name,
      entity: this.entity,
      origins: this.#origins,
      shadow,
      incoming,
      timeOf: (remote) => new Date(shown.times[remote as Field]),
      attempts: link.attempts,
      rules: link.rules,
      holders: () => this.sides.filter((other) => other !== side).map((other) => other.name),
      express: (remote, value) => expressedAt(side.traits.kind, remote as Field, value),
      now: this.#clock(),
    });
    this.violation ??= auditMerge(side, before, incoming, result);
    for (const label of incoming.labels as string[]) this.seenLabels.add(label);
    const index = this.sides.indexOf(side);
    this.seenLines.set(index, lineOf(incoming.body, index));
    this.entity = { ...this.entity, ...result.patch } as Values;
    for (const [field, origin] of Object.entries(result.origins))
      this.#origins[field] = { ...origin, version: ++this.#names };
    link.shadow = result.shadow;
    for (const { attempt, remote } of result.landed) (attempt as Request).hasLanded(remote);
    this.#writeAll();
  }

  #writeAll(): void {
    for (const link of this.links) this.#later(() => this.#write(link));
  }

  #write(link: Link): void {
    const { side } = link;
    if (link.attempts.some((attempt) => attempt.state === 'sent')) return;
    // Rule 5.5: what moved is merged before anything is sent.
    if (Object.entries(side.values).some(([field, value]) => !same(value, link.shadow.seen[field]))) {
      this.#read(link);
      this.#later(() => this.#write(link));
      return;
    }
    const { patch } = this.#laws.plan(side.name, this.entity, link.shadow, link.rules, () => true);
    if (Object.keys(patch).length === 0) return;
    const held = Object.keys(patch).find((field) => field in link.shadow.held);
    if (held) this.violation ??= `${side.name}: ${held} waits for a person, and is written`;
    const request = new Request(patch, link.shadow.seen);
    link.attempts = [request, ...link.attempts];
    link.requests.push(request);
    this.writes += 1;
    const epoch = this.#epoch;
    const land = (): void => {
      request.arrived = true;
      for (const [field, value] of Object.entries(patch)) side.set(field as Field, value, this.#now, 'hub');
      if (this.#random() < 0.8) this.#read(link);
    };
    const fate = this.#calm ? 0 : this.#random();
    if (fate < 0.7)
      this.#later(() => {
        land();
        const shown = side.values;
        const answer = (): unknown => this.#epoch === epoch && this.#confirm(link, request, shown);
        // Where nobody says what the vendor makes of a value, only the answer can tell, and must come before any read.
        if (side.traits.kind === 'whimsical') answer();
        else this.#later(answer);
      }, true);
    else {
      // The answer is lost; the request may land at once, late, or never.
      if (fate < 0.95) this.#later(land, true);
      this.#later(() => {
        request.state = 'doubt';
        this.#read(link);
        this.#later(() => this.#write(link));
      });
    }
  }

  /** Where the vendor answers with nothing, what its connector says it makes of it stands for the answer, until a read. */
  #confirm(link: Link, request: Request, shown: Values): void {
    const { kind, answers } = link.side.traits;
    const expressed = Object.entries(request.patch).map(([field, value]) => [
      field,
      expressedAt(kind, field as Field, value),
    ]);
    const answer = answers ? shown : Object.fromEntries(expressed);
    const { shadow, overtaken } = this.#laws.confirm(link.shadow, request, answer);
    link.shadow = shadow;
    link.acceptedSeq = ++this.#seq;
    request.answered(overtaken);
    link.attempts = link.attempts.filter((attempt) => attempt !== request || overtaken.length > 0);
    this.#read(link);
    this.#later(() => this.#write(link));
  }

  #isOpenToTheHub(field: Field): boolean {
    const { mode } = this.#history.policies[field as 'title'];
    return mode !== 'remote_wins' && mode !== 'immutable_after_bind';
  }

  #later(run: () => void, atVendor = false): void {
    this.#tasks.push({ run, atVendor });
  }

  #clock(): Date {
    return new Date(this.#now);
  }

  #random(): number {
    this.#luck = (this.#luck * 1_664_525 + 1_013_904_223) >>> 0;
    return this.#luck / 4_294_967_296;
  }
}
