import { Dice, hash32, markdownFrom, paragraphFrom, titleFrom } from '@syncline/sandbox';
import type { SandboxSettings } from '../options.ts';
import { CUSTOM_FIELDS, categoriesOf, PRIORITIES, STATUSES, TYPES } from './catalogue.ts';
import type { SandboxPrincipal, SandboxProject, SandboxVersion, SandboxWorkPackage } from './records.ts';

const NAMES = [
  'Mia Krystof',
  'Jonas Weber',
  'Aiko Tanaka',
  'Priya Raman',
  'Tomás Herrera',
  'Zoë Müller',
  'Olu Adeyemi',
  'Ewa Nowak',
  'Liam O’Brien',
  'Chen Wei',
  'Sara Lindqvist',
  'Ivan Petrov',
] as const;
const PROJECTS = ['api', 'web', 'mobile', 'ops', 'docs', 'pay'] as const;
const SPAN_MS = 3 * 365 * 86_400_000;

/** The token's owner comes first. */
export function seededPrincipals({ seededUntilMs, isAdmin }: SandboxSettings): SandboxPrincipal[] {
  const createdAt = seededUntilMs - SPAN_MS - 86_400_000;
  const user = (id: number, name: string, more: Partial<SandboxPrincipal> = {}): SandboxPrincipal => ({
    id,
    type: 'User',
    name,
    login: loginOf(name),
    email: `${loginOf(name)}@acme.example`,
    admin: false,
    status: 'active',
    createdAt,
    updatedAt: createdAt,
    ...more,
  });
  return [
    user(3, 'Syncline', { admin: isAdmin }),
    ...NAMES.map((name, i) => user(4 + i, name, i === 11 ? { status: 'locked' } : {})),
    user(30, 'Developers', { type: 'Group' }),
  ];
}

function loginOf(name: string): string {
  const first = name.split(' ')[0]?.toLowerCase().normalize('NFD') ?? '';
  return first.replace(/[^a-z]/g, '') || 'someone';
}

export function seededProjects({ projects, seededUntilMs }: SandboxSettings): SandboxProject[] {
  const createdAt = seededUntilMs - SPAN_MS - 86_400_000;
  return Array.from({ length: projects }, (_, i) => {
    const identifier = PROJECTS[i] ?? `project-${i}`;
    return {
      id: 1 + i,
      identifier,
      name: `Project ${identifier}`,
      description: i % 2 === 0 ? `All of **${identifier}**` : '',
      active: true,
      public: i === 0,
      // The last is below the first: its work packages would be in the first one's own list as well.
      parentId: i > 0 && i === projects - 1 ? 1 : null,
      createdAt,
      updatedAt: createdAt,
    };
  });
}

export function seededVersions(projectId: number, seededUntilMs: number): SandboxVersion[] {
  const createdAt = seededUntilMs - SPAN_MS;
  return (['closed', 'locked', 'open', 'open'] as const).map((status, i) => ({
    id: projectId * 100 + i,
    projectId,
    name: `v${i + 1}.0`,
    description: i === 0 ? '' : `Release ${i + 1}`,
    startDate: i < 3 ? day(seededUntilMs - (4 - i) * 60 * 86_400_000) : null,
    endDate: i < 3 ? day(seededUntilMs - (3 - i) * 60 * 86_400_000) : null,
    status,
    // The first project's newest is used by all.
    sharing: projectId === 1 && i === 3 ? 'system' : 'none',
    createdAt,
    updatedAt: createdAt,
  }));
}

/** Work packages of all projects are numbered through. */
export function seededWorkPackage(
  settings: SandboxSettings,
  id: number,
  people: readonly number[],
): SandboxWorkPackage {
  const { seed, workPackages: total, projects, seededUntilMs } = settings;
  const dice = new Dice(hash32(seed, 0x6f70, id));
  const stretch = SPAN_MS / total;
  const createdAt = seededUntilMs - SPAN_MS + (id - 1 + dice.next() / 2) * stretch;
  const projectId = 1 + ((id - 1) % projects);
  const type = dice.pick(TYPES);
  const starts = dice.chance(0.6) ? null : createdAt;
  const startDate = starts === null ? null : day(starts);
  const dueDate = starts === null ? null : type.isMilestone ? startDate : day(starts + 30 * 86_400_000);
  const text = markdownFrom(dice);
  return {
    id,
    projectId,
    subject: titleFrom(dice),
    description: text ?? '',
    statusId: dice.pick(STATUSES).id,
    typeId: type.id,
    priorityId: dice.pick(PRIORITIES).id,
    categoryId: dice.chance(0.5) ? null : dice.pick(categoriesOf(projectId)).id,
    assigneeId: dice.chance(0.4) ? null : dice.chance(0.1) ? 30 : dice.pick(people),
    responsibleId: dice.chance(0.8) ? null : dice.pick(people),
    authorId: dice.pick(people),
    startDate,
    dueDate,
    versionId: dice.chance(0.6) ? null : projectId * 100 + dice.below(4),
    parentId: null,
    estimatedHours: dice.chance(0.5) ? null : 1 + dice.below(40),
    percentageDone: 10 * dice.below(11),
    custom: seededCustom(dice, people),
    lockVersion: dice.below(20),
    createdAt,
    updatedAt: createdAt + dice.next() ** 3 * (seededUntilMs - createdAt),
  };
}

function seededCustom(dice: Dice, people: readonly number[]): Record<string, unknown> {
  const options = (name: string) => CUSTOM_FIELDS.find((field) => field.name === name)?.options ?? [];
  return {
    customField1: dice.chance(0.7) ? null : `Customer ${dice.below(50)}`,
    customField2: dice.chance(0.8) ? '' : paragraphFrom(dice, 1),
    customField3: dice.chance(0.5) ? null : 1 + dice.below(8),
    customField4: dice.chance(0.5),
    customField5: null,
    customField6: dice.chance(0.5) ? null : dice.pick(options('customField6')).id,
    customField7: [...new Set(Array.from({ length: dice.below(3) }, () => dice.pick(options('customField7')).id))],
    customField8: dice.chance(0.8) ? null : dice.pick(people),
  };
}

function day(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 10);
}
