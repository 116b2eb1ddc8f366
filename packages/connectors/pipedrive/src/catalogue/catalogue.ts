import type { PipedriveClient } from '../client.ts';
import type { ObjectDefinition } from '../fields/object-definition.ts';
import { asItem, type Item, textOf } from '../item.ts';
import type { FieldInfo } from './field-info.ts';

/**
 * What an account calls things, as far as a stream needs it. It stands on every stored page, so that records can be read
 * again without asking the account.
 */
export interface Catalogue {
  /** Our field to the key of the custom field that holds it. */
  readonly keys: Readonly<Record<string, string>>;
  /** By field of Pipedrive's: ids of options to their labels. */
  readonly options: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Ids of stages to the probability of deals in them that have none of their own. */
  readonly probabilities: Readonly<Record<string, number>>;
  /** Types of activity of the account's own to ours. */
  readonly types: Readonly<Record<string, string>>;
  /** Custom fields that the settings ask for: key to type. One that the account no longer has is left out. */
  readonly custom: Readonly<Record<string, string>>;
}

export const OWN_KEY = 'own_key';
const EMPTY: Catalogue = { keys: {}, options: {}, probabilities: {}, types: {}, custom: {} };

export async function catalogueOf(
  client: PipedriveClient,
  definition: ObjectDefinition,
  signal: AbortSignal,
  isFresh = false,
): Promise<Catalogue> {
  const { settings } = client;
  const { stream, fieldList } = definition;
  const fields = fieldList === null ? [] : await client.fieldsOf(fieldList, signal, isFresh);
  const named = settings.fields[stream] ?? {};
  const keys = Object.entries({ ...definition.carried, ...named }).flatMap(([ours, theirs]) => {
    const field = fieldCalled(fields, theirs);
    return field === undefined ? [] : [[ours, field.code] as const];
  });
  const options = fields
    .filter(({ code }) => definition.optionFields.includes(code))
    .map((field) => [field.code, Object.fromEntries(field.options.map(({ id, label }) => [id, label]))] as const);
  return {
    keys: Object.fromEntries(keys),
    options: Object.fromEntries(options),
    probabilities: definition.kind === 'deal' ? await probabilitiesOf(client, signal, isFresh) : {},
    types: stream === 'activities' ? settings.activityTypes : {},
    custom: Object.fromEntries(
      fields.flatMap(({ code, type }) => (settings.customFields[stream]?.includes(code) ? [[code, type]] : [])),
    ),
  };
}

/** Only of pipelines that use them. */
async function probabilitiesOf(client: PipedriveClient, signal: AbortSignal, isFresh: boolean) {
  const pipelines = await client.listOf('/api/v2/pipelines', signal, isFresh);
  const using = new Set(
    pipelines.flatMap((item) => (item['is_deal_probability_enabled'] === true ? [item['id']] : [])),
  );
  const stages = await client.listOf('/api/v2/stages', signal, isFresh);
  return Object.fromEntries(
    stages.flatMap((stage): readonly (readonly [string, number])[] => {
      const { id, pipeline_id: pipeline, deal_probability: probability } = stage;
      return typeof id === 'number' && typeof probability === 'number' && using.has(pipeline)
        ? [[String(id), probability]]
        : [];
    }),
  );
}

/** By key, else by name whatever its case. */
function fieldCalled(fields: readonly FieldInfo[], term: string): FieldInfo | undefined {
  const wanted = term.trim().toLowerCase();
  const custom = fields.filter(({ isCustom }) => isCustom);
  return custom.find(({ code }) => code === wanted) ?? custom.find(({ name }) => name.trim().toLowerCase() === wanted);
}

const META = 'syncline';

/** An answer of Pipedrive's with what is needed to read it; its own text is left as it came. */
export function withCatalogue(text: string, catalogue: Catalogue, before = ''): Uint8Array {
  return Buffer.from(`{${JSON.stringify(META)}:${JSON.stringify({ catalogue, before })},${text.trimStart().slice(1)}`);
}

/** The catalogue of a page onto each of its items. */
export function withItemCatalogue(page: unknown, item: Item): Item {
  return { ...item, [META]: asItem(asItem(page)?.[META])?.['catalogue'] ?? EMPTY };
}

/** The end of the window that a page was read for: what was changed then or later is not its. */
export function endOf(page: unknown): string {
  return textOf(asItem(asItem(page)?.[META])?.['before']) ?? '';
}

export function catalogueOn(item: Item): Catalogue {
  const found = asItem(item[META]);
  const part = (name: string) => (asItem(found?.[name]) ?? {}) as Readonly<Record<string, never>>;
  return {
    keys: part('keys'),
    options: part('options'),
    probabilities: part('probabilities'),
    types: part('types'),
    custom: part('custom'),
  };
}
