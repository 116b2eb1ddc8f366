import { readFileSync } from 'node:fs';
import type { WireCall } from '@syncline/sandbox';
import { Ajv, type ValidateFunction } from 'ajv';
import ajvFormats from 'ajv-formats';
import { parse } from 'yaml';

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema?: Schema }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
  readonly 'x-token-cost'?: number;
}

interface Schema {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly allOf?: readonly Schema[];
  readonly type?: string;
}

type Content = Readonly<Record<string, { readonly schema?: Schema }>>;

export interface PipedriveDescription {
  /** What is wrong with a request or with its answer; empty when nothing. */
  check(call: WireCall): string[];
  /** What a call costs of the day's tokens; undefined where it is not said. */
  costOf(method: string, path: string): number | undefined;
}

/**
 * Reads Pipedrive's descriptions of both versions: once a test file. They say of few members that they may be null,
 * though their own examples have null in others and null is how members are emptied: it is let pass. Some answers are
 * described under 200 where others are sent; what is not described is not compared.
 */
export function loadPipedriveDescription(files: { readonly v1: string; readonly v2: string }): PipedriveDescription {
  const roots = [
    ['/api/v2', parse(readFileSync(files.v2, 'utf8')) as Description],
    ['/v1', parse(readFileSync(files.v1, 'utf8')) as Description],
  ] as const;
  const validate = schemaCheck();

  function operationOf(method: string, bare: string): { name: string; operation: Operation } | null {
    for (const [root, { paths }] of roots) {
      if (!bare.startsWith(`${root}/`)) continue;
      const matches = Object.keys(paths)
        .filter((template) => expressionOf(template).test(bare.slice(root.length)))
        .filter((template) => paths[template]?.[method.toLowerCase()] !== undefined)
        .sort((a, b) => a.split('{').length - b.split('{').length);
      const [template = ''] = matches;
      const operation = paths[template]?.[method.toLowerCase()];
      if (operation) return { name: `${method} ${root}${template}`, operation };
    }
    return null;
  }

  function check({ method, path, request, status, answer }: WireCall): string[] {
    const [bare = '', search = ''] = path.split('?', 2);
    const found = operationOf(method, bare);
    if (found === null) return [`Pipedrive has no ${method} ${bare}`];
    const { name, operation } = found;
    const known = new Map((operation.parameters ?? []).map((one) => [one.name, one.schema]));
    const body = Object.values(operation.requestBody?.content ?? {})[0]?.schema;
    const members = new Set(membersOf(body));
    const sent = Object.keys((request ?? {}) as object);
    const described = Object.values(operation.responses[String(status)]?.content ?? {})[0]?.schema;
    return [
      ...[...new URLSearchParams(search)].flatMap(([key, value]) =>
        known.has(key)
          ? validate(`${name} ?${key}`, known.get(key), known.get(key)?.type === 'integer' ? Number(value) : value)
          : [`${name} has no parameter ${key}`],
      ),
      ...sent.filter((key) => !members.has(key)).map((key) => `${name} has no member ${key}`),
      ...(body === undefined ? [] : validate(`${name} request`, body, request)),
      ...(described === undefined ? [] : validate(`${name} ${status}`, described, answer)),
    ];
  }

  return {
    check,
    costOf: (method, path) => operationOf(method, path.split('?', 1)[0] ?? '')?.operation['x-token-cost'],
  };
}

function expressionOf(template: string): RegExp {
  return new RegExp(`^${template.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`);
}

function membersOf(schema: Schema | undefined): string[] {
  return [...Object.keys(schema?.properties ?? {}), ...(schema?.allOf ?? []).flatMap(membersOf)];
}

function schemaCheck() {
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  ajvFormats.default(ajv);
  const compiled = new Map<string, ValidateFunction>();
  return (name: string, schema: unknown, value: unknown): string[] => {
    let validate = compiled.get(name);
    if (validate === undefined) {
      validate = ajv.compile(jsonSchema(schema) as object);
      compiled.set(name, validate);
    }
    return validate(value)
      ? []
      : (validate.errors ?? []).map(
          (error) => `${name}: ${error.instancePath} ${error.message ?? ''} ${JSON.stringify(error.params)}`,
        );
  };
}

/** The descriptions' schemas as JSON Schema: members may be null, and dates of version 1 have a space in them. */
function jsonSchema(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(jsonSchema);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { example: _, nullable: __, properties, format, ...rest } = schema as Readonly<Record<string, unknown>>;
  const converted = Object.entries(rest).map(([key, value]) => [key, key === 'enum' ? value : jsonSchema(value)]);
  return {
    ...Object.fromEntries(converted),
    ...(typeof format === 'string' && ['uuid', 'date'].includes(format) && { format }),
    ...(typeof properties === 'object' &&
      properties !== null && {
        properties: Object.fromEntries(
          Object.entries(properties).map(([key, value]) => [key, { anyOf: [jsonSchema(value), { type: 'null' }] }]),
        ),
      }),
  };
}
