import { Dice, paragraphFrom, titleFrom } from '@syncline/sandbox';
import type { SandboxSettings } from '../options.ts';
import { madeFields } from './fields.ts';
import { activityOf, dealOf, noteOf, organizationOf, personOf, userOf } from './new-rows.ts';
import { type Entity, type Row, timeOf, type Values } from './records.ts';

const FIRST = ['Ada', 'Bruno', 'Chiara', 'Dmitri', 'Élodie', 'Fatima', 'Grace', 'Hiroshi', 'Ines', 'Jürgen'] as const;
const LAST = ['Abel', 'Brandt', 'Costa', 'Dubois', 'Eriksson', "O'Neill", 'García', 'Ito', 'Nowak', 'Öz'] as const;
const FIRMS = [
  'Acme',
  'Borealis',
  'Cobalt',
  'Delta Werke',
  'Émile & Fils',
  'Foxglove',
  'Granit',
  '株式会社ハル',
] as const;

/** The company's past: the same for the same seed, byte by byte. */
export function seedRows(settings: SandboxSettings): Record<Entity, Map<number, Row>> {
  const { counts, seed, customFields } = settings;
  const some = (dice: Dice, entity: Entity & keyof typeof counts) =>
    counts[entity] === 0 ? null : 1 + dice.below(counts[entity]);
  const key = (entity: keyof typeof madeFields, name: string) =>
    madeFields[entity].find(({ field_name }) => field_name === name)?.field_code ?? '';
  const custom = (values: Values) => (customFields ? values : {});
  const rows = (entity: Entity & keyof typeof counts, make: (dice: Dice, at: number) => Values) =>
    new Map(
      Array.from({ length: counts[entity] }, (_, at) => {
        const dice = new Dice(seed * 7_919 + at * 31 + entity.length);
        const made = timeAt(settings, at, counts[entity]);
        const edited = Math.min(settings.seededUntilMs, made + dice.below(settings.seededSpanSeconds) * 100);
        const times = { add_time: timeOf(entity, made), update_time: timeOf(entity, edited) };
        return [at + 1, { ...make(dice, at), ...times, id: at + 1 } as Row];
      }),
    );
  return {
    users: rows('users', (dice, at) =>
      userOf({
        name: nameFrom(dice),
        email: `user${at + 1}@acme.example`,
        isFirst: at === 0,
        at: settings.seededUntilMs,
      }),
    ),
    organizations: rows('organizations', (dice, at) =>
      organizationOf({
        name: `${dice.pick(FIRMS)} ${at + 1}`,
        owner_id: some(dice, 'users'),
        website: dice.chance(0.8) ? `https://www.firm${at + 1}.example/` : null,
        industry: dice.chance(0.7) ? 21 + dice.below(5) : null,
        employee_count: dice.chance(0.6) ? 1 + dice.below(5_000) : null,
        label_ids: dice.chance(0.5) ? [11 + dice.below(4)] : [],
        address: dice.chance(0.5) ? { value: 'Tallinn, Estonia', country: 'Estonia', locality: 'Tallinn' } : null,
        custom_fields: custom({ [key('organizations', 'Segment')]: dice.pick(['SMB', 'Mid-market', 'Enterprise']) }),
      }),
    ),
    persons: rows('persons', (dice, at) =>
      personOf({
        name: nameFrom(dice),
        owner_id: some(dice, 'users'),
        org_id: dice.chance(0.9) ? some(dice, 'organizations') : null,
        emails: [{ value: `person${at + 1}@firm.example`, primary: true, label: 'work' }],
        phones: dice.chance(0.6) ? [{ value: `+372 5${1_000_000 + at}`, primary: true, label: 'work' }] : [],
        job_title: dice.chance(0.5) ? dice.pick(['Buyer', 'CFO', 'Engineer']) : null,
      }),
    ),
    deals: rows('deals', (dice, at) =>
      dealOf({
        title: `${titleFrom(dice)} ${at + 1}`,
        owner_id: some(dice, 'users'),
        org_id: some(dice, 'organizations'),
        person_id: dice.chance(0.8) ? some(dice, 'persons') : null,
        value: dice.below(100_000),
        currency: dice.pick(['EUR', 'USD']),
        stage_id: 1 + dice.below(8),
        status: dice.pick(['open', 'open', 'won', 'lost']),
        is_archived: at % 10 === 9,
        expected_close_date: dice.chance(0.7) ? `2027-0${1 + dice.below(9)}-15` : null,
        custom_fields: custom(
          at % 3 === 0
            ? {
                [key('deals', 'Quote name')]: `Quote ${at + 1}`,
                [key('deals', 'Quote total')]: dice.below(50_000),
                [key('deals', 'Quote version')]: 1,
                [key('deals', 'Quote status')]: 'draft',
              }
            : {},
        ),
      }),
    ),
    activities: rows('activities', (dice) =>
      activityOf({
        subject: titleFrom(dice),
        type: dice.pick(['call', 'meeting', 'task', 'deadline', 'email', 'lunch']),
        note: dice.chance(0.7) ? `<p>${paragraphFrom(dice)}</p>` : null,
        done: dice.chance(0.5),
        owner_id: some(dice, 'users'),
        deal_id: some(dice, 'deals'),
        org_id: some(dice, 'organizations'),
        participants: dice.chance(0.6) ? [{ person_id: some(dice, 'persons'), primary: true }].filter(hasPerson) : [],
        due_date: `2026-1${dice.below(3)}-20`,
        due_time: dice.chance(0.6) ? `1${dice.below(10)}:30:00` : null,
        duration: dice.chance(0.6) ? '00:45:00' : null,
      }),
    ),
    notes: rows('notes', (dice) =>
      noteOf({
        content: `<p>${paragraphFrom(dice)}</p>`,
        deal_id: some(dice, 'deals'),
        org_id: some(dice, 'organizations'),
        person_id: dice.chance(0.5) ? some(dice, 'persons') : null,
        user_id: some(dice, 'users'),
      }),
    ),
  };
}

/** Evenly over the span, which ends where the past ends. */
function timeAt({ seededUntilMs, seededSpanSeconds }: SandboxSettings, at: number, count: number): number {
  const share = (at + 1) / (count + 1);
  return seededUntilMs - Math.ceil(seededSpanSeconds * (1 - share)) * 1_000;
}

function nameFrom(dice: Dice): string {
  return `${dice.pick(FIRST)} ${dice.pick(LAST)}`;
}

function hasPerson({ person_id }: { person_id: number | null }): boolean {
  return person_id !== null;
}
