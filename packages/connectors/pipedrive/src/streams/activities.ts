import { duration, occurredAt } from '../fields/activity-times.ts';
import { activityType } from '../fields/activity-type.ts';
import { choice, date, flag, instant, reference, text } from '../fields/codec.ts';
import { keyedBody, keyIn } from '../fields/keyed-html.ts';
import { derived, member } from '../fields/make-field.ts';
import type { ObjectDefinition } from '../fields/object-definition.ts';
import { type ObjectField, Wrong } from '../fields/object-field.ts';
import { participant } from '../fields/participant.ts';
import { refusedField } from '../writing/refused.ts';
import { idField } from './id-field.ts';

/** Open or done: all that an activity's status is. */
const status: ObjectField = {
  name: 'status',
  api: 'done',
  type: choice.type,
  writable: 'yes',
  read: ({ done }) =>
    done === undefined ? undefined : typeof done === 'boolean' ? (done ? 'done' : 'open') : new Wrong('true or false'),
  write: (body, value) => {
    if (value !== 'open' && value !== 'done')
      throw refusedField('status', `${JSON.stringify(value)} is no status of activities`, ['open', 'done']);
    body.own['done'] = value === 'done';
  },
};

export const activities: ObjectDefinition = {
  stream: 'activities',
  title: 'Activities',
  word: 'activity',
  kind: 'activity',
  path: '/api/v2/activities',
  lists: ['/api/v2/activities'],
  fieldList: null,
  carried: {},
  optionFields: [],
  fields: [
    idField,
    activityType,
    member('subject', 'subject', text),
    keyedBody('note'),
    status,
    derived('is_closed', flag, ({ done }) => (typeof done === 'boolean' ? done : undefined)),
    member('due_date', 'due_date', date),
    occurredAt,
    duration,
    member('account', 'org_id', reference, { references: 'organizations', relation: 'belongs_to' }),
    member('deal', 'deal_id', reference, { references: 'deals', relation: 'belongs_to' }),
    participant,
    member('owner', 'owner_id', reference, { references: 'users', relation: 'assigned_to' }),
    member('created_at', 'add_time', instant, { writable: 'no' }),
  ],
  listMembers: ['participants'],
  ownKey: (item) => keyIn(item, 'note'),
};
