import { associated, constant, field, type ObjectField, owner } from '../object/field.ts';
import type { ObjectDefinition } from '../object/object-definition.ts';

/** Objects that HubSpot calls engagements: each stands in the time line of the records that it is associated with. */
export const notes: ObjectDefinition = {
  stream: 'notes',
  title: 'Notes',
  kind: 'activity',
  object: 'notes',
  objectTypeId: '0-46',
  modified: 'hs_lastmodifieddate',
  fields: [
    field('id', 'hs_object_id', 'text', { writable: 'no' }),
    constant('type', 'note'),
    field('body', 'hs_note_body', 'rich_text'),
    ...common({ companies: 190, deals: 214, contacts: 202 }),
  ],
  createdWith: (now) => ({ hs_timestamp: now.toISOString() }),
};

export const calls: ObjectDefinition = {
  stream: 'calls',
  title: 'Calls',
  kind: 'activity',
  object: 'calls',
  objectTypeId: '0-48',
  modified: 'hs_lastmodifieddate',
  fields: [
    field('id', 'hs_object_id', 'text', { writable: 'no' }),
    constant('type', 'call'),
    field('subject', 'hs_call_title', 'text'),
    field('body', 'hs_call_body', 'rich_text'),
    field('status', 'hs_call_status', 'choice'),
    field('direction', 'hs_call_direction', 'choice', { notation: 'capitals' }),
    field('duration_seconds', 'hs_call_duration', 'number', { notation: 'milliseconds', scale: 0 }),
    ...common({ companies: 182, deals: 206, contacts: 194 }),
  ],
  createdWith: (now) => ({ hs_timestamp: now.toISOString() }),
};

/**
 * Logged e-mails. The text is written and read, not the HTML beside it: every e-mail has one, those that people sent from
 * elsewhere too. https://developers.hubspot.com/docs/api-reference/crm-emails-v3/guide
 */
export const emails: ObjectDefinition = {
  stream: 'emails',
  title: 'E-mails',
  kind: 'activity',
  object: 'emails',
  objectTypeId: '0-49',
  modified: 'hs_lastmodifieddate',
  fields: [
    field('id', 'hs_object_id', 'text', { writable: 'no' }),
    constant('type', 'email'),
    field('subject', 'hs_email_subject', 'text'),
    field('body', 'hs_email_text', 'text'),
    field('status', 'hs_email_status', 'choice'),
    field('direction', 'hs_email_direction', 'choice', {
      words: { EMAIL: 'outbound', INCOMING_EMAIL: 'inbound', FORWARDED_EMAIL: 'forwarded' },
    }),
    ...common({ companies: 186, deals: 210, contacts: 198 }),
  ],
  createdWith: (now) => ({ hs_timestamp: now.toISOString(), hs_email_direction: 'EMAIL' }),
};

/** SMS, and what was said over WhatsApp and LinkedIn: `type` tells them apart. */
export const messages: ObjectDefinition = {
  stream: 'messages',
  title: 'Messages',
  kind: 'activity',
  object: 'communications',
  objectTypeId: '0-18',
  modified: 'hs_lastmodifieddate',
  fields: [
    field('id', 'hs_object_id', 'text', { writable: 'no' }),
    field('type', 'hs_communication_channel_type', 'choice', { writable: 'no', notation: 'capitals' }),
    field('body', 'hs_communication_body', 'rich_text'),
    // HubSpot keeps none of its own.
    field('direction', 'syncline_direction', 'choice'),
    ...common({ companies: 87, deals: 85, contacts: 81 }),
  ],
  // https://developers.hubspot.com/docs/api-reference/legacy/crm/activities/communications/guide
  createdWith: (now) => ({
    hs_timestamp: now.toISOString(),
    hs_communication_channel_type: 'SMS',
    hs_communication_logged_from: 'CRM',
  }),
};

/** When it was, and whom it is about. By object: the type of the association, from the activity's end. */
function common(types: Readonly<Record<'companies' | 'deals' | 'contacts', number>>): ObjectField[] {
  return [
    field('occurred_at', 'hs_timestamp', 'instant'),
    associated('account', 'companies', 'belongs_to', { to: 'companies', typeId: types.companies }),
    associated('deal', 'deals', 'belongs_to', { to: 'deals', typeId: types.deals }),
    associated('who', 'contacts', 'belongs_to', { to: 'contacts', typeId: types.contacts }),
    owner,
    field('created_at', 'hs_createdate', 'instant', { writable: 'no' }),
  ];
}
