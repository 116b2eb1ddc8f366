import { type Company } from '../model/company.ts';
import type { FieldEntity } from '../model/fields.ts';
import type { Entity, Values } from '../model/records.ts';
import { ACTIVITY_TYPES, STAGES } from '../model/stages.ts';
import { invalid } from './refusal.ts';

type Check = (company: Company, value: unknown, field: string) => void;

const must =
  (isRight: (value: unknown) => boolean, why: string): Check =>
  (_, value, field) => {
    if (!isRight(value)) throw invalid(field, why);
  };
const orNull =
  (check: Check): Check =>
  (company, value, field) => {
    if (value !== null) check(company, value, field);
  };
const text = must(
  (value) => typeof value === 'string' && value.length <= 255,
  'String must contain at most 255 characters',
);
const name = must(
  (value) => typeof value === 'string' && value.trim() !== '' && value.length <= 255,
  'String must contain between 1 and 255 characters',
);
const longText = must((value) => typeof value === 'string' && value.length <= 65_535, 'String is too long');
const whole = must((value) => Number.isSafeInteger(value), 'Expected integer');
const number = must((value) => typeof value === 'number' && Number.isFinite(value), 'Expected number');
const flag = must((value) => typeof value === 'boolean', 'Expected boolean');
const date = must((value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value), 'Invalid date');
const clock = must((value) => typeof value === 'string' && /^\d\d:\d\d(:\d\d)?$/.test(value), 'Invalid time');
const currency = must((value) => typeof value === 'string' && /^[A-Z]{3}$/.test(value), 'Unknown currency');
const oneOf = (...values: readonly unknown[]) =>
  must((value) => values.includes(value), `Expected one of ${values.join(', ')}`);
const existing =
  (entity: Entity): Check =>
  (company, value, field) => {
    if (!company.standing(entity, value)) throw invalid(field, `${entity} ${String(value)} not found`);
  };
const options =
  (entity: FieldEntity): Check =>
  (company, value, field) => {
    const known = company.fields(entity).find(({ field_code }) => field_code === field)?.options ?? [];
    const ids = Array.isArray(value) ? value : [value];
    if (!ids.every((id) => known.some((option) => option.id === id))) throw invalid(field, 'Unknown option');
  };
const entries = must(
  (value) => Array.isArray(value) && value.every((entry) => typeof (entry as Values | null)?.['value'] === 'string'),
  'Expected a list of objects with a value',
);
const participants: Check = (company, value, field) => {
  if (!Array.isArray(value)) throw invalid(field, 'Expected array');
  for (const entry of value) existing('persons')(company, (entry as Values | null)?.['person_id'], field);
};

const custom =
  (entity: FieldEntity): Check =>
  (company, value) => {
    for (const [key, given] of Object.entries((value ?? {}) as Values)) {
      const field = company
        .fields(entity)
        .find(({ field_code, is_custom_field }) => is_custom_field && field_code === key);
      if (!field) throw invalid(`custom_fields.${key}`, 'Unrecognized key');
      if (given === null) continue;
      if (field.field_type === 'double') number(company, given, key);
      else if (field.field_type === 'date') date(company, given, key);
      else if (field.field_type === 'enum') options(entity)(company, given, key);
      else if (field.field_type === 'text') longText(company, given, key);
      else if (field.field_type === 'varchar') text(company, given, key);
    }
  };

const CHECKS: Readonly<Record<Exclude<Entity, 'users'>, Readonly<Record<string, Check>>>> = {
  organizations: {
    name,
    owner_id: existing('users'),
    website: orNull(text),
    linkedin: orNull(text),
    industry: orNull(options('organizations')),
    annual_revenue: orNull(whole),
    employee_count: orNull(whole),
    label_ids: options('organizations'),
    address: orNull(must((value) => typeof value === 'object', 'Expected object')),
    visible_to: whole,
    custom_fields: custom('organizations'),
  },
  persons: {
    name,
    owner_id: existing('users'),
    org_id: orNull(existing('organizations')),
    emails: entries,
    phones: entries,
    label_ids: options('persons'),
    job_title: orNull(text),
    notes: orNull(longText),
    birthday: orNull(date),
    visible_to: whole,
    custom_fields: custom('persons'),
  },
  deals: {
    title: name,
    owner_id: existing('users'),
    org_id: orNull(existing('organizations')),
    person_id: orNull(existing('persons')),
    stage_id: must((value) => STAGES.some(({ id }) => id === value), 'Stage not found'),
    pipeline_id: whole,
    value: number,
    currency,
    status: oneOf('open', 'won', 'lost'),
    probability: orNull(must((value) => typeof value === 'number' && value >= 0 && value <= 100, 'Expected 0 to 100')),
    lost_reason: orNull(text),
    expected_close_date: orNull(date),
    label_ids: options('deals'),
    visible_to: whole,
    is_archived: flag,
    custom_fields: custom('deals'),
  },
  activities: {
    subject: orNull(text),
    type: oneOf(...ACTIVITY_TYPES),
    owner_id: existing('users'),
    deal_id: orNull(existing('deals')),
    org_id: orNull(existing('organizations')),
    participants,
    due_date: orNull(date),
    due_time: orNull(clock),
    duration: orNull(clock),
    done: flag,
    busy: flag,
    note: orNull(longText),
    public_description: orNull(longText),
  },
  notes: {
    content: must((value) => typeof value === 'string', 'content is required'),
    deal_id: orNull(existing('deals')),
    org_id: orNull(existing('organizations')),
    person_id: orNull(existing('persons')),
    user_id: existing('users'),
    add_time: must(
      (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(value),
      'Invalid time',
    ),
  },
};

/** Refuses members that are not known, and values that do not fit. */
export function checkValues(company: Company, entity: Exclude<Entity, 'users'>, values: Values): void {
  for (const [member, value] of Object.entries(values)) {
    const check = CHECKS[entity][member];
    if (!check) throw invalid(member, 'Unrecognized key');
    check(company, value, member);
  }
}
