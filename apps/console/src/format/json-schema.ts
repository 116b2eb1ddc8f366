/** As much of JSON Schema as the settings of connectors use. */
export interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

/** How a setting is entered. `list`: several words; `json`: anything that has no better form. */
export type SettingForm = 'text' | 'number' | 'yes-no' | 'one-of' | 'list' | 'json';

export interface Setting {
  readonly name: string;
  readonly form: SettingForm;
  readonly isRequired: boolean;
  readonly help: string;
  readonly options: readonly string[];
  readonly standard: unknown;
  /** Of a list: its members are numbers. */
  readonly isNumeric: boolean;
}

/** The settings that a schema names, those that have to be given first. */
export function settingsOf(schema: JsonSchema): Setting[] {
  const required = new Set(schema.required);
  const all = Object.entries(schema.properties ?? {}).map(([name, each]): Setting => {
    const list = [each, ...(each.anyOf ?? [])].find(({ type, items }) => type === 'array' && isPlain(items));
    return {
      name,
      form: formOf(each),
      isRequired: required.has(name) && each.default === undefined,
      help: each.description ?? '',
      options: (each.enum ?? []).map(String),
      standard: each.default,
      isNumeric: list?.items?.type === 'integer' || list?.items?.type === 'number',
    };
  });
  return [...all.filter((each) => each.isRequired), ...all.filter((each) => !each.isRequired)];
}

function formOf({ type, enum: options, items, anyOf = [] }: JsonSchema): SettingForm {
  if (options) return 'one-of';
  if (type === 'array' && isPlain(items)) return 'list';
  if (type === 'boolean') return 'yes-no';
  if (type === 'integer' || type === 'number') return 'number';
  if (type === 'string') return 'text';
  if (anyOf.some((each) => each.type === 'array' && isPlain(each.items))) return 'list';
  if (anyOf.some((each) => each.type === 'string')) return 'text';
  return 'json';
}

function isPlain(items: JsonSchema | undefined): boolean {
  return items?.type === 'string' || items?.type === 'integer' || items?.type === 'number';
}

/** `ownerType` → `Owner type`, `base_url` → `Base url`. */
export function settingTitle(name: string): string {
  const spaced = name.replaceAll('_', ' ').replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return `${spaced.charAt(0).toUpperCase()}${spaced.slice(1)}`;
}

/** Settings with one of them as it is now; what is empty is left out, so that the vendor's or our default holds. */
export function withSetting(
  settings: Readonly<Record<string, unknown>>,
  name: string,
  value: unknown,
): Record<string, unknown> {
  const { [name]: _before, ...others } = settings;
  const isEmpty = value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  return isEmpty ? others : { ...others, [name]: value };
}
