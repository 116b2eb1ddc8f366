import { OWN_KEY } from '../catalogue/catalogue.ts';
import {
  amount,
  choice,
  date,
  firstOfSet,
  flag,
  idChoice,
  instant,
  number,
  optionSet,
  reference,
  text,
} from '../fields/codec.ts';
import { carried, derived, member, ownKeyOn } from '../fields/make-field.ts';
import type { ObjectDefinition } from '../fields/object-definition.ts';
import { type ObjectField, Wrong } from '../fields/object-field.ts';
import { idOf } from '../item.ts';
import { idField } from './id-field.ts';

/** Archived deals have a list of their own, and are in no other. */
export const DEAL_LISTS = ['/api/v2/deals', '/api/v2/deals/archived'];

const isStatus =
  (...wanted: readonly string[]) =>
  (item: Readonly<Record<string, unknown>>) => {
    const status = item['status'];
    if (status === undefined) return undefined;
    return typeof status === 'string' ? wanted.includes(status) : new Wrong('a status');
  };

/** Its own, or else that of its stage. */
const probability: ObjectField = {
  ...member('probability', 'probability', number),
  read: (item, { probabilities }) => {
    const own = item['probability'];
    if (own === undefined) return undefined;
    if (own !== null) return typeof own === 'number' ? own : new Wrong('a number');
    const stage = String(idOf(item['stage_id']));
    const ofStage: unknown = Object.hasOwn(probabilities, stage) ? probabilities[stage] : null;
    return typeof ofStage === 'number' ? ofStage : null;
  },
};

export const deals: ObjectDefinition = {
  stream: 'deals',
  title: 'Deals',
  word: 'deal',
  kind: 'deal',
  path: '/api/v2/deals',
  lists: DEAL_LISTS,
  fieldList: '/api/v2/dealFields',
  carried: { [OWN_KEY]: 'Syncline key', type: 'Deal type', next_step: 'Next step', description: 'Description' },
  optionFields: ['label_ids'],
  fields: [
    idField,
    member('name', 'title', text, { required: true }),
    member('stage', 'stage_id', idChoice),
    // Follows from the stage.
    member('pipeline', 'pipeline_id', idChoice, { writable: 'no' }),
    member('status', 'status', choice),
    member('amount', 'value', amount),
    member('currency', 'currency', text),
    probability,
    member('close_date', 'expected_close_date', date),
    carried('type', text),
    carried('next_step', text),
    carried('description', text),
    member('lost_reason', 'lost_reason', text),
    derived('is_closed', flag, isStatus('won', 'lost')),
    derived('is_won', flag, isStatus('won')),
    // The API changes nothing of what is archived.
    member('archived', 'is_archived', flag, { writable: 'no' }),
    member('labels', 'label_ids', optionSet),
    member('account', 'org_id', reference, { references: 'organizations', relation: 'belongs_to' }),
    member('contacts', 'person_id', firstOfSet, { references: 'persons', relation: 'related_to' }),
    member('owner', 'owner_id', reference, { references: 'users', relation: 'assigned_to' }),
    member('created_at', 'add_time', instant, { writable: 'no' }),
  ],
  parents: [{ relation: 'belongs_to', stream: 'organizations', required: false }],
  ownKey: (item) => ownKeyOn(item, OWN_KEY),
};
