import type { Change, Company } from '../model/company.ts';
import { isDeleted } from '../model/company.ts';
import { activityOf, dealOf, mainPerson, namesOf, noteOf, organizationOf, personOf } from '../model/new-rows.ts';
import { customOf, type Entity, type Row, timeOf, type Values } from '../model/records.ts';
import { STAGES } from '../model/stages.ts';
import { checkValues } from './check-values.ts';
import { invalid, notFound, Refusal } from './refusal.ts';

export type Written = Exclude<Entity, 'users'>;

const NEW: Readonly<Record<Written, (values: Values) => Values>> = {
  organizations: organizationOf,
  persons: personOf,
  deals: dealOf,
  activities: activityOf,
  notes: noteOf,
};
const REQUIRED: Readonly<Partial<Record<Written, string>>> = {
  organizations: 'name',
  persons: 'name',
  deals: 'title',
  notes: 'content',
};

export function createRow(company: Company, entity: Written, values: Values, source: Change['source']): Row {
  const required = REQUIRED[entity];
  if (required !== undefined && (values[required] ?? null) === null) throw invalid(required, 'Required');
  checkValues(company, entity, values);
  if (entity === 'notes' && !['deal_id', 'org_id', 'person_id'].some((name) => (values[name] ?? null) !== null))
    throw new Refusal(400, 'One of deal_id, person_id, org_id, lead_id or project_id is required');
  const made = NEW[entity](kept(entity, values));
  return company.insert(entity, { ...made, ...consequences(company, entity, made, null) }, source);
}

export function editRow(company: Company, entity: Written, id: number, values: Values, source: Change['source']): Row {
  const row = company.row(entity, id);
  if (!row || isDeleted(row)) throw notFound(entity);
  if (entity === 'deals' && row['is_archived'] === true && source === 'api')
    throw new Refusal(400, 'Archived deals can not be edited', 'ERR_DEAL_ARCHIVED');
  checkValues(company, entity, values);
  const custom = values['custom_fields'] as Values | undefined;
  const merged: Values = {
    ...row,
    ...kept(entity, values),
    ...(custom && { custom_fields: { ...customOf(row), ...custom } }),
  };
  return company.update(entity, row, { ...merged, ...consequences(company, entity, merged, row) }, source);
}

export function removeRow(company: Company, entity: Written, id: number, source: Change['source']): void {
  const row = company.row(entity, id);
  if (!row || isDeleted(row)) throw notFound(entity);
  company.remove(entity, row, source);
}

/** Texts are trimmed, HTML is cleaned of what browsers need not see. */
function kept(entity: Written, values: Values): Values {
  const html = { activities: 'note', notes: 'content' }[entity as string];
  return Object.fromEntries(
    Object.entries(values).map(([member, value]) => {
      if (typeof value !== 'string') return [member, value];
      if (member === html) return [member, value.replace(/<!--[^]*?-->|<script[^]*?<\/script>/gi, '').trim()];
      return [member, value.trim()];
    }),
  );
}

/** What Pipedrive sets along with what it is sent. */
function consequences(company: Company, entity: Written, row: Values, before: Row | null): Values {
  const now = timeOf(entity, company.now());
  if (entity === 'persons') return namesOf(row['name']);
  if (entity === 'activities') return { person_id: mainPerson(row['participants']) };
  if (entity !== 'deals') return {};
  const isClosed = row['status'] !== 'open';
  const isSame = before?.['status'] === row['status'];
  return {
    pipeline_id: STAGES.find(({ id }) => id === row['stage_id'])?.pipeline_id,
    ...(before?.['stage_id'] !== row['stage_id'] && { stage_change_time: now }),
    ...(!isSame && {
      close_time: isClosed ? now : null,
      won_time: row['status'] === 'won' ? now : null,
      lost_time: row['status'] === 'lost' ? now : null,
    }),
    // A reason belongs to a deal that is lost.
    ...(row['status'] !== 'lost' && { lost_reason: null }),
  };
}
