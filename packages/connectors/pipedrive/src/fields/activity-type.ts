import { refusedField } from '../writing/refused.ts';
import { choice } from './codec.ts';
import { type ObjectField, Wrong } from './object-field.ts';

/** Pipedrive's types by what they are to others; the account's own are told by the setting `activityTypes`. */
const TYPES: Readonly<Record<string, string>> = {
  call: 'call',
  sms: 'sms',
  email: 'email',
  meeting: 'meeting',
  task: 'task',
  lunch: 'meeting',
  deadline: 'task',
};
const OURS = ['call', 'sms', 'email', 'meeting', 'task'];

/** What an account's own type is taken for when nobody has said. */
const OTHER = 'task';

export const activityType: ObjectField = {
  name: 'type',
  api: 'type',
  type: choice.type,
  writable: 'yes',
  read: ({ type }, { types }) => {
    if (type === undefined) return undefined;
    if (typeof type !== 'string') return new Wrong('a type');
    const known: unknown = Object.hasOwn(types, type) ? types[type] : Object.hasOwn(TYPES, type) ? TYPES[type] : OTHER;
    return typeof known === 'string' ? known : OTHER;
  },
  write: (body, value, { types }) => {
    const own = Object.entries(types).find(([, ours]) => ours === value)?.[0];
    if (typeof value !== 'string' || !OURS.includes(value))
      throw refusedField(
        'type',
        `${JSON.stringify(value)} is no type of activities; notes are a stream of their own`,
        OURS,
      );
    body.own['type'] = own ?? value;
  },
};
