import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WireCall } from '@syncline/sandbox';
import { Ajv, type ValidateFunction } from 'ajv';
import ajvFormats from 'ajv-formats';

type Json = Readonly<Record<string, unknown>>;

export interface ZohoDescription {
  /** What is wrong with a request or with its answer; empty when nothing. */
  check(call: WireCall): string[];
}

/** Zoho has a file for each of its APIs; the narrower ones go before that of records of any module. */
const FILES = [
  'coql',
  'notes',
  'users',
  'notifications',
  'org',
  'recycle_bin',
  'fields',
  'layouts',
  'pipeline',
  'related_records',
  'record',
] as const;

/** Parameters that Zoho's guides have, and its descriptions leave out: lists of notes go on by page tokens as others do. */
const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  'GET /crm/v8/Notes': ['page_token'],
  'GET /crm/v8/{module_api_name}/{record_id}/{related_list_api_name}': [
    'fields',
    'sort_by',
    'sort_order',
    'page',
    'per_page',
  ],
};

/** What is wanted of a delete alone, and described with the list as well. */
const NOT_WANTED: Readonly<Record<string, readonly string[]>> = { 'GET /crm/v8/Notes': ['ids'] };

/** Where the simulator shows only what there is a use for. */
const SHOWN_IN_PART = /\/settings\/(fields|layouts|pipeline)$/;

/**
 * Reads Zoho's descriptions: once a test file. They are loose in ways that are allowed for: patterns are those of test
 * data, the id of a channel is called an object, and a note is said to show and take all of its fields at once. Where one
 * of several forms fits, more than one does.
 */
export function loadZohoDescription(folder: string): ZohoDescription {
  const files = new Map<string, Json>();
  const load = (name: string): Json => {
    const known = files.get(name) ?? (JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Json);
    files.set(name, known);
    return known;
  };
  const operations = FILES.flatMap((file) =>
    Object.entries(load(file)['paths'] as Readonly<Record<string, Json>>).map(([template, methods]) => ({
      file,
      template,
      methods,
      // What stands for an id is one: lists such as `deleted` have descriptions of their own.
      expression: new RegExp(
        `^${template.replaceAll(/\{(?:id|record_id|user)\}/g, String.raw`\d+`).replaceAll(/\{[^}]+\}/g, '[^/]+')}$`,
      ),
    })),
  );
  const resolved = (file: string, value: unknown): { readonly file: string; readonly value: Json } => {
    const ref = (value as Json | undefined)?.['$ref'];
    if (typeof ref !== 'string') return { file, value: value as Json };
    const { file: target, found } = follow(load, file, ref);
    return resolved(target, found);
  };
  const validate = schemaCheck(load);

  function check({ method, path, request, status, answer }: WireCall): string[] {
    const [bare = '', search = ''] = path.split('?', 2);
    const verb = method.toLowerCase();
    const match = operations.find(({ expression, methods }) => expression.test(bare) && methods[verb] !== undefined);
    if (match === undefined) return [`Zoho has no ${method} ${bare}`];
    const { file, template, methods } = match;
    const operation = methods[verb] as Json;
    const name = `${method} ${template}`;
    const parameters = ((operation['parameters'] as unknown[] | undefined) ?? [])
      .map((one) => resolved(file, one).value)
      // A few point to where nothing is.
      .filter((one) => one !== undefined);
    const known = [
      ...parameters.filter((one) => one['in'] === 'query').map((one) => one['name']),
      ...(LEFT_OUT[name] ?? []),
    ];
    const required = parameters
      .filter((one) => one['in'] === 'query' && one['required'] === true)
      .map((one) => one['name']);
    const sent = [...new URLSearchParams(search).keys()];
    const problems = [
      ...sent.filter((one) => !known.includes(one)).map((one) => `${name} has no parameter ${one}`),
      ...required
        .filter((one) => !sent.includes(one as string) && !NOT_WANTED[name]?.includes(one as string))
        .map((one) => `${name} wants ${one}`),
    ];
    const body = operation['requestBody'] === undefined ? null : resolved(file, operation['requestBody']);
    if (body !== null) problems.push(...validate(`${name} request`, body.file, schemaIn(body.value), request));
    const responses = operation['responses'] as Readonly<Record<string, unknown>>;
    if (answer === undefined || SHOWN_IN_PART.test(bare)) return problems;
    for (const [as, part] of partsOf(status, answer, responses)) {
      const described = resolved(file, responses[as]);
      const schema = described.value === undefined ? undefined : schemaIn(described.value);
      if (schema !== undefined) problems.push(...validate(`${name} ${as}`, described.file, schema, part));
    }
    return problems;
  }

  return { check };
}

/**
 * The answer under the status that describes it. Where successes and refusals are described apart, an answer that holds
 * both (207, which is described nowhere) is looked at record by record.
 */
function partsOf(
  status: number,
  answer: unknown,
  responses: Readonly<Record<string, unknown>>,
): readonly (readonly [as: string, part: unknown])[] {
  if (responses[String(status)] !== undefined) return [[String(status), answer]];
  const data = (answer as { readonly data?: readonly Json[] }).data;
  if (status === 207 && responses['202'] !== undefined && data !== undefined)
    return data.map((entry) => [entry['status'] === 'success' ? '200' : '202', { data: [entry] }]);
  return status < 300 ? [['200', answer]] : [];
}

function schemaIn(value: Json): unknown {
  return ((value['content'] as Json | undefined)?.['application/json'] as Json | undefined)?.['schema'];
}

type Load = (name: string) => Json;

function follow(
  load: Load,
  file: string,
  ref: string,
): { readonly file: string; readonly found: unknown; readonly key: string } {
  const [from = '', pointer = ''] = ref.split('#', 2);
  const target = from === '' ? file : from.replace(/^\.\//, '').replace(/\.json$/, '');
  let found: unknown = load(target);
  for (const part of pointer.split('/').slice(1)) found = (found as Json | undefined)?.[part];
  return { file: target, found, key: `${target}:${pointer}`.replaceAll('/', '.') };
}

function schemaCheck(load: Load) {
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  ajvFormats.default(ajv);
  const compiled = new Map<string, ValidateFunction>();
  return (name: string, file: string, schema: unknown, value: unknown): string[] => {
    let validate = compiled.get(name);
    if (validate === undefined) {
      const definitions: Record<string, unknown> = {};
      const converted = jsonSchema(schema, file, load, definitions) as object;
      validate = ajv.compile({ ...converted, definitions });
      compiled.set(name, validate);
    }
    return validate(value)
      ? []
      : (validate.errors ?? []).map(
          (error) => `${name}: ${error.instancePath} ${error.message ?? ''} ${JSON.stringify(error.params)}`,
        );
  };
}

/** A description's schemas as JSON Schema: references become definitions, `nullable` a choice. */
function jsonSchema(schema: unknown, file: string, load: Load, definitions: Record<string, unknown>): unknown {
  if (Array.isArray(schema)) return schema.map((one) => jsonSchema(one, file, load, definitions));
  if (typeof schema !== 'object' || schema === null) return schema;
  const { example: _example, pattern: _pattern, nullable, $ref, ...rest } = schema as Record<string, unknown>;
  const orNull = (converted: unknown) => (nullable === true ? { anyOf: [converted, { type: 'null' }] } : converted);
  if (typeof $ref === 'string') {
    const { file: target, found, key } = follow(load, file, $ref);
    if (!Object.hasOwn(definitions, key)) {
      definitions[key] = {};
      definitions[key] = jsonSchema(corrected(key, found), target, load, definitions);
    }
    return orNull({ $ref: `#/definitions/${key}` });
  }
  return orNull(
    Object.fromEntries(
      Object.entries(rest).map(([key, value]) => [
        key === 'oneOf' ? 'anyOf' : key,
        key === 'enum' || key === 'required' ? value : jsonSchema(value, file, load, definitions),
      ]),
    ),
  );
}

function corrected(key: string, schema: unknown): unknown {
  const { required: _required, ...loose } = schema as Json;
  const properties = loose['properties'] as Json;
  if (key.endsWith('.Minified_Module') || key.endsWith('.Minified_User')) return loose;
  if (/^notes:.*\.Parent_Id$/.test(key)) return loose;
  // A title may be left out.
  if (/^notes:.*\.Note$/.test(key))
    return { ...loose, properties: { ...properties, Note_Title: { type: 'string', nullable: true } } };
  if (!/^notifications:.*\.Notification$/.test(key)) return schema;
  return { ...loose, properties: { ...properties, channel_id: { type: 'string' } } };
}
