import { createNoticeLog, Dice, hash32, paragraphFrom } from '@syncline/sandbox';
import type { SandboxSettings, Workflow } from '../options.ts';
import { CUSTOM_FIELDS, type CustomField, STATUSES } from './catalogue.ts';
import { mentionedIn } from './mentioned-in.ts';
import type {
  SandboxActivity,
  SandboxAttachment,
  SandboxPrincipal,
  SandboxProject,
  SandboxRelation,
  SandboxVersion,
  SandboxWorkPackage,
} from './records.ts';
import { seededPrincipals, seededProjects, seededVersions, seededWorkPackage } from './seeded-instance.ts';

/** A change as webhooks tell it. `body` is asked for when one leaves: it shows the newest state. */
export interface SandboxEvent {
  readonly event: string;
  readonly projectId: number;
  body(): Readonly<Record<string, unknown>> | null;
}

/** Everything the simulated instance knows. */
export class Instance {
  readonly settings: SandboxSettings;
  readonly principals: readonly SandboxPrincipal[];
  readonly projects = new Map<number, SandboxProject>();
  readonly versions = new Map<number, SandboxVersion>();
  readonly workPackages = new Map<number, SandboxWorkPackage>();
  readonly activities = new Map<number, SandboxActivity>();
  readonly attachments = new Map<number, SandboxAttachment>();
  /** Bytes; what an administrator set. */
  maximumFileSize = 256 * 1024 * 1024;
  readonly relations = new Map<number, SandboxRelation>();
  readonly #activitiesOf = new Map<number, number[]>();
  readonly #attachmentsOf = new Map<number, number[]>();
  /** Ids that were ever a parent. */
  readonly #parents = new Set<number>();
  workflow: Workflow;
  /** By API name. */
  readonly customFields = new Map<string, CustomField>(CUSTOM_FIELDS.map((field) => [field.name, field]));
  onEvent: (event: SandboxEvent) => void = () => undefined;
  readonly notices = createNoticeLog((text) => mentionedIn(text, this.principals));
  /** Grows with every change of a work package: what lists were sorted by is then to be sorted anew. */
  version = 0;
  #nextId = 0;

  constructor(settings: SandboxSettings, workflow?: Workflow) {
    this.settings = settings;
    this.workflow = workflow ?? anyToAny();
    this.principals = seededPrincipals(settings);
    for (const project of seededProjects(settings)) {
      this.projects.set(project.id, project);
      for (const version of seededVersions(project.id, settings.seededUntilMs)) this.versions.set(version.id, version);
    }
    this.#seedWorkPackages();
  }

  /** Who the token belongs to. */
  get viewer(): SandboxPrincipal {
    return this.principals[0] as SandboxPrincipal;
  }

  nowMs(): number {
    return this.settings.now().getTime();
  }

  /** One row of numbers for what is made after the seed. */
  takeId(): number {
    this.#nextId += 1;
    return this.#nextId;
  }

  principal(id: number | null): SandboxPrincipal | undefined {
    return this.principals.find((principal) => principal.id === id);
  }

  /** By id or identifier. */
  project(term: string | number): SandboxProject | undefined {
    const id = Number(term);
    if (Number.isInteger(id)) return this.projects.get(id);
    return [...this.projects.values()].find(({ identifier }) => identifier === term);
  }

  put(workPackage: SandboxWorkPackage): void {
    this.version += 1;
    this.workPackages.set(workPackage.id, workPackage);
    if (workPackage.parentId !== null) this.#parents.add(workPackage.parentId);
  }

  remove(workPackage: SandboxWorkPackage): void {
    this.version += 1;
    const { id } = workPackage;
    this.workPackages.delete(id);
    for (const activity of this.#activitiesOf.get(id) ?? []) this.activities.delete(activity);
    for (const attachment of this.#attachmentsOf.get(id) ?? []) this.attachments.delete(attachment);
    for (const relation of this.relationsOf(id)) this.relations.delete(relation.id);
  }

  putActivity(activity: SandboxActivity): void {
    if (!this.activities.has(activity.id)) append(this.#activitiesOf, activity.workPackageId, activity.id);
    this.activities.set(activity.id, activity);
    this.notices.note(`activity ${activity.id}`, activity.notes);
    const about = this.workPackages.get(activity.workPackageId);
    if (about) this.notices.note(`work package ${about.id}`, `${about.subject}\n\n${about.description}`);
  }

  putAttachment(attachment: SandboxAttachment): void {
    if (!this.attachments.has(attachment.id)) append(this.#attachmentsOf, attachment.workPackageId, attachment.id);
    this.attachments.set(attachment.id, attachment);
  }

  /** Oldest first. */
  activitiesOf(workPackageId: number): SandboxActivity[] {
    return (this.#activitiesOf.get(workPackageId) ?? []).flatMap((id) => this.activities.get(id) ?? []);
  }

  attachmentsOf(workPackageId: number): SandboxAttachment[] {
    return (this.#attachmentsOf.get(workPackageId) ?? []).flatMap((id) => this.attachments.get(id) ?? []);
  }

  relationsOf(workPackageId: number): SandboxRelation[] {
    return [...this.relations.values()].filter(
      ({ fromId, toId }) => fromId === workPackageId || toId === workPackageId,
    );
  }

  /** Looked for among all of them only where there may be any: seldom. */
  childrenOf(workPackageId: number): SandboxWorkPackage[] {
    if (!this.#parents.has(workPackageId)) return [];
    return [...this.workPackages.values()].filter(({ parentId }) => parentId === workPackageId);
  }

  emit(event: SandboxEvent): void {
    this.onEvent(event);
  }

  #seedWorkPackages(): void {
    const { workPackages, comments, seed } = this.settings;
    const people = this.principals.filter(({ type, status }) => type === 'User' && status === 'active');
    const ids = people.map(({ id }) => id);
    for (let id = 1; id <= workPackages; id += 1) {
      const workPackage = seededWorkPackage(this.settings, id, ids);
      this.put(workPackage);
      this.#seedActivities(workPackage, ids, comments, seed);
    }
    this.#nextId = 1_000_000;
    this.#seedRelations();
  }

  /** The activity of its making, what was said since, and now and then a file. */
  #seedActivities(workPackage: SandboxWorkPackage, people: readonly number[], comments: boolean, seed: number): void {
    const { id, authorId, createdAt, updatedAt } = workPackage;
    const dice = new Dice(hash32(seed, 0x6163, id));
    const share = dice.next();
    const said = !comments || share < 0.55 ? 0 : share < 0.8 ? 1 : share < 0.95 ? 2 : 5;
    for (let i = 0; i <= said; i += 1) {
      const time = createdAt + ((updatedAt - createdAt) * i) / (said + 1);
      this.putActivity({
        id: (id - 1) * 10 + i + 1,
        workPackageId: id,
        userId: i === 0 ? authorId : dice.pick(people),
        notes: i === 0 ? '' : paragraphFrom(dice),
        internal: i > 0 && dice.chance(0.05),
        details: i === 0 ? ['Subject set'] : [],
        version: i + 1,
        createdAt: time,
        updatedAt: time,
      });
    }
    if (!comments || !dice.chance(0.15)) return;
    this.putAttachment({
      id,
      workPackageId: id,
      authorId,
      fileName: `screenshot-${id}.png`,
      fileSize: 1_000 + dice.below(500_000),
      contentType: 'image/png',
      description: dice.chance(0.5) ? '' : 'As seen on Safari',
      createdAt: updatedAt,
    });
  }

  /** A few among the oldest of each project: enough to see them, few enough to be rare. */
  #seedRelations(): void {
    const step = this.settings.projects;
    const last = Math.min(this.settings.workPackages, 300 * step);
    for (let id = 10 * step; id <= last; id += 25 * step) {
      for (const [type, before] of [
        ['blocks', 3],
        ['relates', 7],
        ['follows', 5],
        ['duplicates', 1],
      ] as const)
        this.#seedRelation(type, id, id - before * step);
      const child = this.workPackages.get(id);
      if (child) this.put({ ...child, parentId: id - 4 * step });
    }
  }

  #seedRelation(type: SandboxRelation['type'], fromId: number, toId: number): void {
    if (!this.workPackages.has(toId)) return;
    const id = this.takeId();
    this.relations.set(id, { id, type, fromId, toId });
  }
}

function append(lists: Map<number, number[]>, key: number, id: number): void {
  const list = lists.get(key);
  if (list) list.push(id);
  else lists.set(key, [id]);
}

function anyToAny(): Workflow {
  const names = STATUSES.map(({ name }) => name);
  return Object.fromEntries(names.map((name) => [name, names.filter((other) => other !== name)]));
}
