import type { RecordKey } from '@syncline/connector-sdk';
import { type Json, SynclineError } from '@syncline/core';
import { expressValue, plainText } from '../record/express-value.ts';
import type { ModuleField } from '../record/field.ts';
import { customFieldsOf, fieldNamed, type ModuleDefinition } from '../record/module-definition.ts';
import { writeTitle } from '../record/note-title.ts';
import { withOwnKey } from '../record/own-key-line.ts';
import type { ZohoSettings } from '../settings.ts';

export interface WriteBodyRequest {
  readonly fields: Readonly<Record<string, Json>>;
  readonly ownKey: string | null;
  /** Of an update: what the record shows. */
  readonly expected?: Readonly<Record<string, Json>>;
}

/** What is sent to Zoho for some of our fields. Throws SynclineError `invalid` for a field that can't be written. */
export function writeBody(
  definition: ModuleDefinition,
  settings: ZohoSettings,
  request: WriteBodyRequest,
  mode: 'create' | 'update',
): Record<string, Json> {
  const body: Record<string, Json> = {};
  for (const [name, value] of Object.entries(request.fields)) {
    const field = fieldNamed(definition, name);
    const isCustom = field === undefined && customFieldsOf(definition, settings).includes(name);
    if (field === undefined && !isCustom) throw notWritable(definition, name, 'is not known');
    if (field?.writable === 'no') throw notWritable(definition, name, 'is set by Zoho');
    if (field?.writable === 'create' && mode === 'update') throw notWritable(definition, name, 'is set once');
    // They share a title, which is written below.
    if (field?.form === 'type' || field?.form === 'subject') continue;
    const api = field?.api ?? name;
    const sent = field === undefined ? value : sentValue(field, value);
    // Several of our fields may share one lookup: the one that holds something says where it points.
    if (sent !== null || body[api] === undefined) body[api] = sent;
    if (field?.module !== undefined && sent !== null) addModule(definition, field, body, sent);
  }
  keepOwnKeyInText(definition, request, body, mode);
  return { ...body, ...titleOf(definition, request) };
}

/** The title of a note, where its type or subject is written. */
function titleOf(definition: ModuleDefinition, { fields, expected = {} }: WriteBodyRequest): Record<string, Json> {
  const shared = definition.fields.filter(({ form }) => form === 'type' || form === 'subject');
  if (!shared.some(({ name }) => name in fields)) return {};
  const { type, subject } = { ...expected, ...fields };
  const words = {
    type: typeof type === 'string' ? type : 'note',
    subject: typeof subject === 'string' ? plainText(subject) : null,
  };
  const title = writeTitle(words);
  if (title !== undefined) return { [shared[0]?.api ?? '']: title };
  throw new SynclineError({
    class: 'invalid',
    code: 'zoho_unknown_activity',
    message: `Zoho has no place for an activity of the type ${words.type}.`,
    field: 'type',
  });
}

/** A note names the module in the lookup, a call beside it. */
function addModule(definition: ModuleDefinition, field: ModuleField, body: Record<string, Json>, sent: Json): void {
  const module = field.module ?? '';
  if (definition.ownKey === 'text') body[field.api] = { ...(sent as object), module: { api_name: module } };
  else body['$se_module'] = module;
}

/** A text that is written anew must not lose the key that it carries. */
function keepOwnKeyInText(
  definition: ModuleDefinition,
  { ownKey }: WriteBodyRequest,
  body: Record<string, Json>,
  mode: 'create' | 'update',
): void {
  const text = body['Note_Content'];
  if (definition.ownKey !== 'text' || ownKey === null || (mode === 'update' && text === undefined)) return;
  // A note without a text is refused: the key alone would be one.
  if (typeof text === 'string') body['Note_Content'] = withOwnKey(text, ownKey);
}

/** The lookups that a create's parents fill, where its fields do not already. */
export function parentFields(
  definition: ModuleDefinition,
  parents: Readonly<Record<string, RecordKey>>,
): Record<string, Json> {
  const fields: Record<string, Json> = {};
  for (const rule of definition.parents ?? []) {
    const parent = parents[rule.relation];
    const field = definition.fields.find(
      ({ relation, references }) => relation === rule.relation && references === rule.stream,
    );
    if (parent !== undefined && field !== undefined) fields[field.name] = parent.externalId;
  }
  return fields;
}

const DIRECTIONS: ReadonlyMap<Json, string> = new Map([
  ['outbound', 'Outbound'],
  ['inbound', 'Inbound'],
]);

/** As Zoho takes it: lookups as objects, and whatever has a form of its own in that. */
function sentValue(field: ModuleField, value: Json): Json {
  const expressed = expressValue(field, value);
  if (expressed === null) return null;
  if (field.form === 'direction') return DIRECTIONS.get(expressed) ?? expressed;
  if (field.form === 'duration' && typeof expressed === 'number') return minutesAndSeconds(expressed);
  if (field.type === 'instant' && typeof expressed === 'string') return expressed.replace(/Z$/, '+00:00');
  if (field.type === 'reference') return { id: expressed };
  if (field.type === 'reference_set' && Array.isArray(expressed)) {
    const [first] = expressed;
    return first === undefined ? null : { id: first };
  }
  return expressed;
}

function minutesAndSeconds(seconds: number): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
}

function notWritable(definition: ModuleDefinition, name: string, reason: string): SynclineError {
  return new SynclineError({
    class: 'invalid',
    code: 'zoho_field_not_writable',
    message: `The field ${name} of ${definition.module} ${reason}; take it out of the field map.`,
    field: name,
  });
}
