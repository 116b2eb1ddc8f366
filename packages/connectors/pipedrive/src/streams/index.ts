import type { Stream } from '@syncline/connector-sdk';
import type { PipedriveClient } from '../client.ts';
import type { ObjectDefinition } from '../fields/object-definition.ts';
import { objectStream } from '../object-stream.ts';
import { quoteWrites } from '../writing/quote-writes.ts';
import { recordWrites } from '../writing/record-writes.ts';
import { activities } from './activities.ts';
import { deals } from './deals.ts';
import { notes } from './notes.ts';
import { organizations } from './organizations.ts';
import { persons } from './persons.ts';
import { quotes } from './quotes.ts';
import { users } from './users.ts';

export const definitions: readonly ObjectDefinition[] = [
  users,
  organizations,
  persons,
  deals,
  quotes,
  activities,
  notes,
];

/** In the order in which records are referred to: an organization before its persons. */
export const streams: readonly Stream<PipedriveClient>[] = [
  objectStream(users, 'at_once', null),
  objectStream(organizations, 'windows', recordWrites(organizations, null)),
  objectStream(persons, 'windows', recordWrites(persons, null)),
  objectStream(deals, 'windows', recordWrites(deals, null)),
  objectStream(quotes, 'windows', quoteWrites),
  objectStream(activities, 'windows', recordWrites(activities, 'note')),
  objectStream(notes, 'positions', recordWrites(notes, 'content')),
];
