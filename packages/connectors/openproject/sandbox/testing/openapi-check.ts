import { readFileSync } from 'node:fs';
import type { WireCall } from '@syncline/sandbox';
import { Ajv, type ValidateFunction } from 'ajv';
import ajvFormats from 'ajv-formats';
import { parse } from 'yaml';

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, Answer>>;
}

interface Answer {
  readonly $ref?: string;
  readonly content?: Content;
}

type Content = Readonly<Record<string, { readonly schema?: unknown }>>;

export interface OpenProjectDescription {
  /** What is wrong with a request or with its answer; empty when nothing. */
  check(call: WireCall): string[];
}

/** Lists whose paging the description shows in an example of their answers, and not among their parameters. */
const PAGED = ['/api/v3/projects', '/api/v3/relations', '/api/v3/projects/{id}/categories'];

/**
 * Reads OpenProject's description: once a test file. It is written by hand, and loose in three ways that are allowed
 * for: what may be left out may be null, as its own examples have it; creates answer 201, where some are said to answer
 * 200; and an edit of a comment is described as a text and shown as an object, of which the source takes the text.
 */
export function loadOpenProjectDescription(file: string): OpenProjectDescription {
  const description = parse(readFileSync(file, 'utf8')) as Description;
  const validate = schemaCheck(description);
  const templates = Object.keys(description.paths).map((template) => ({
    template,
    expression: new RegExp(`^${template.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`),
    parameters: template.split('{').length,
  }));

  function check({ method, path, request, status, answer }: WireCall): string[] {
    const [bare = '', search = ''] = path.split('?', 2);
    const match = templates
      .filter(({ expression }) => expression.test(bare))
      .sort((a, b) => a.parameters - b.parameters)[0];
    const operation = match && description.paths[match.template]?.[method.toLowerCase()];
    if (match === undefined || operation === undefined) return [`OpenProject has no ${method} ${bare}`];
    const name = `${method} ${match.template}`;
    const known = (operation.parameters ?? []).filter((parameter) => parameter.in === 'query').map((one) => one.name);
    if (PAGED.includes(match.template)) known.push('offset', 'pageSize');
    const unknown = [...new Set(new URLSearchParams(search).keys())].filter((one) => !known.includes(one));
    const bodySchema = operation.requestBody?.content['application/json']?.schema;
    const declared = operation.responses[String(status)] ?? (status === 201 ? operation.responses['200'] : undefined);
    return [
      ...unknown.map((one) => `${name} has no parameter ${one}`),
      ...(bodySchema === undefined ? [] : validate(`${name} request`, bodySchema, request, 'request')),
      ...checkAnswer(name, status, declared, answer),
    ];
  }

  function checkAnswer(name: string, status: number, declared: Answer | undefined, answer: unknown): string[] {
    // 401, 403 and 429 can come from everywhere; refusals have one form, whether declared or not.
    if (declared === undefined && status < 400) return [`OpenProject never answers ${status} to ${name}`];
    if (status >= 400) return validate('refusal', { $ref: '#/components/schemas/ErrorResponse' }, answer);
    const described = declared?.content?.['application/hal+json']?.schema;
    return described === undefined ? [] : validate(`${name} ${status}`, described, answer);
  }

  return { check };
}

type Side = 'request' | 'answer';

function schemaCheck(description: Description) {
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  ajvFormats.default(ajv);
  const compiled = new Map<string, ValidateFunction>();
  return (name: string, schema: unknown, value: unknown, side: Side = 'answer'): string[] => {
    let validate = compiled.get(name);
    if (validate === undefined) {
      const definitions: Record<string, unknown> = {};
      const converted = jsonSchema(schema, { description, definitions, side }) as object;
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

interface Conversion {
  readonly description: Description;
  readonly definitions: Record<string, unknown>;
  readonly side: Side;
}

/** The description's schemas as JSON Schema: references become definitions, and what may be left out may be null. */
function jsonSchema(schema: unknown, conversion: Conversion): unknown {
  if (Array.isArray(schema)) return schema.map((one) => jsonSchema(one, conversion));
  if (typeof schema !== 'object' || schema === null) return schema;
  const { description, definitions, side } = conversion;
  const { example: _example, $ref, type, required, properties, ...rest } = schema as Record<string, unknown>;
  if (typeof $ref === 'string') {
    const name = $ref.split('/').at(-1) ?? '';
    if (!Object.hasOwn(definitions, name)) {
      definitions[name] = {};
      definitions[name] = jsonSchema(description.components['schemas']?.[name], conversion);
    }
    return { $ref: `#/definitions/${name}` };
  }
  const converted = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, key === 'enum' ? value : jsonSchema(value, conversion)]),
  );
  const members = Object.entries((properties ?? {}) as Record<string, { readonly readOnly?: boolean } | null>);
  // What only OpenProject sets is required of its answers alone.
  const isAsked = (name: string) => side === 'answer' || !members.some(([key, one]) => key === name && one?.readOnly);
  const named = (Array.isArray(required) ? (required as string[]) : []).filter(isAsked);
  return {
    ...converted,
    // Its lists of types have "-" where null is meant.
    ...(type !== undefined && { type: Array.isArray(type) ? type.map((one) => (one as string) ?? 'null') : type }),
    ...(named.length > 0 && { required: named }),
    ...(members.length > 0 && {
      properties: Object.fromEntries(
        members.map(([key, value]) => {
          const member = jsonSchema(value, conversion);
          // A link to nothing is one whose href is null, as its text says.
          return [key, named.includes(key) && key !== 'href' ? member : { anyOf: [member, { type: 'null' }] }];
        }),
      ),
    }),
  };
}
