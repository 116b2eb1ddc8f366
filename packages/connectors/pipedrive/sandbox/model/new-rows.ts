import { timeOf, type Values } from './records.ts';
import { STAGES } from './stages.ts';

/** Records with all members that Pipedrive shows of them, the given ones set. */
export function organizationOf(values: Values): Values {
  return {
    owner_id: 1,
    is_deleted: false,
    visible_to: 3,
    address: null,
    label_ids: [],
    website: null,
    linkedin: null,
    industry: null,
    annual_revenue: null,
    employee_count: null,
    custom_fields: {},
    ...values,
  };
}

/** The first word of a name is shown as the first name, the rest as the last one. */
export function personOf(values: Values): Values {
  return {
    owner_id: 1,
    org_id: null,
    emails: [],
    phones: [],
    is_deleted: false,
    visible_to: 3,
    label_ids: [],
    picture_id: null,
    postal_address: null,
    notes: null,
    im: [],
    birthday: null,
    job_title: null,
    custom_fields: {},
    ...values,
    ...namesOf(values['name']),
  };
}

export function namesOf(name: unknown): Values {
  const [first = '', ...rest] = (typeof name === 'string' ? name : '').trim().split(/\s+/);
  return { first_name: first, last_name: rest.length === 0 ? null : rest.join(' ') };
}

export function dealOf(values: Values): Values {
  const stage = STAGES.find(({ id }) => id === values['stage_id']) ?? STAGES[0];
  return {
    owner_id: 1,
    creator_user_id: 1,
    person_id: null,
    org_id: null,
    value: 0,
    currency: 'EUR',
    stage_change_time: null,
    is_deleted: false,
    is_archived: false,
    status: 'open',
    probability: null,
    lost_reason: null,
    visible_to: 3,
    close_time: null,
    won_time: null,
    lost_time: null,
    expected_close_date: null,
    label_ids: [],
    origin: 'ManuallyCreated',
    origin_id: null,
    channel: null,
    channel_id: null,
    arr: null,
    mrr: null,
    acv: null,
    custom_fields: {},
    ...values,
    stage_id: stage?.id,
    pipeline_id: stage?.pipeline_id,
  };
}

export function activityOf(values: Values): Values {
  return {
    subject: null,
    type: 'task',
    owner_id: 1,
    creator_user_id: 1,
    is_deleted: false,
    deal_id: null,
    lead_id: null,
    org_id: null,
    project_id: null,
    due_date: null,
    due_time: null,
    duration: null,
    busy: false,
    done: false,
    marked_as_done_time: null,
    location: null,
    participants: [],
    attendees: [],
    public_description: null,
    priority: null,
    note: null,
    ...values,
    person_id: mainPerson(values['participants']),
  };
}

export function mainPerson(participants: unknown): number | null {
  const list = Array.isArray(participants) ? (participants as { person_id: number; primary?: boolean }[]) : [];
  return list.find(({ primary }) => primary)?.person_id ?? null;
}

export function noteOf(values: Values): Values {
  return {
    active_flag: true,
    lead_id: null,
    deal_id: null,
    person_id: null,
    org_id: null,
    project_id: null,
    user_id: 1,
    last_update_user_id: null,
    pinned_to_deal_flag: false,
    pinned_to_organization_flag: false,
    pinned_to_person_flag: false,
    pinned_to_project_flag: false,
    ...values,
  };
}

export function userOf(from: { name: string; email: string; isFirst: boolean; at: number }): Values {
  const time = timeOf('users', from.at);
  return {
    name: from.name,
    default_currency: 'EUR',
    locale: 'en_US',
    lang: 1,
    email: from.email,
    phone: null,
    activated: true,
    last_login: time,
    created: time,
    modified: time,
    has_created_company: from.isFirst,
    access: [{ app: 'global', admin: from.isFirst, permission_set_id: '62cc4d7f-4038-4352-abf3-a8c1c822b631' }],
    active_flag: true,
    timezone_name: 'Europe/Tallinn',
    timezone_offset: '+02:00',
    role_id: 1,
    icon_url: null,
    is_you: from.isFirst,
    is_deleted: false,
  };
}
