import { readFileSync } from 'node:fs';
import type { WireCall } from '@syncline/sandbox';
import { Ajv, type ValidateFunction } from 'ajv';
import ajvFormats from 'ajv-formats';

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

type Content = Readonly<Record<string, { readonly schema?: unknown }>>;

export interface TrelloDescription {
  /** What is wrong with a request or with its answer; empty when nothing. */
  check(call: WireCall): string[];
}

const CARD_LIST = [
  'filter',
  'fields',
  'limit',
  'before',
  'since',
  'customFieldItems',
  'attachments',
  'attachment_fields',
];

/** Parameters that Trello's guide of nested resources has, and its description leaves out. */
const NESTED: Readonly<Record<string, readonly string[]>> = {
  'GET /boards/{id}/cards': CARD_LIST,
  'GET /lists/{id}/cards': CARD_LIST,
  'GET /boards/{id}/members': ['fields'],
  // Of a label without a color nothing else can be sent.
  'POST /labels': [],
};

/** What answers with one object, where the description has a list. */
const SINGLE = new Set(['POST /cards/{id}/attachments', 'GET /cards/{id}/attachments/{idAttachment}']);

/** What an operation answers with, where the description says no more than that it does. */
const UNDESCRIBED: Readonly<Record<string, readonly [schema: string, isList: boolean]>> = {
  'GET /boards/{id}/cards': ['Card', true],
  'GET /boards/{boardId}/actions': ['Action', true],
  'GET /boards/{id}/labels': ['Label', true],
  'GET /boards/{id}/members': ['Member', true],
  'GET /boards/{id}/checklists': ['Checklist', true],
  'GET /cards/{id}/checklists': ['Checklist', true],
  'GET /checklists/{id}': ['Checklist', false],
  'POST /checklists': ['Checklist', false],
  'PUT /checklists/{id}': ['Checklist', false],
  'GET /labels/{id}': ['Label', false],
  'POST /labels': ['Label', false],
  'PUT /labels/{id}': ['Label', false],
  'GET /lists/{id}': ['TrelloList', false],
  'GET /actions/{id}': ['Action', false],
  'PUT /actions/{id}': ['Action', false],
};

/**
 * Reads Trello's description: once a test file. It is loose in some ways that are allowed for: what it calls a date is a
 * time, as its own examples have it; the labels of a card are objects, not ids; and it knows ten colors, of which each
 * comes in three shades by now. Where it says that one of several forms fits, more than one does. What it takes in a query
 * may come as a JSON body instead.
 */
export function loadTrelloDescription(file: string): TrelloDescription {
  const description = JSON.parse(readFileSync(file, 'utf8')) as Description;
  const validate = schemaCheck(description);
  const templates = Object.keys(description.paths).map((template) => ({
    template,
    expression: new RegExp(`^${template.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`),
    parameters: template.split('{').length,
  }));

  function check({ method, path, request, status, answer }: WireCall): string[] {
    const [whole = '', search = ''] = path.split('?', 2);
    const bare = whole.replace(/^\/1(?=\/)/, '');
    const match = templates
      .filter(({ expression }) => expression.test(bare))
      .filter(({ template }) => description.paths[template]?.[method.toLowerCase()] !== undefined)
      .sort((a, b) => a.parameters - b.parameters)[0];
    const operation = match && description.paths[match.template]?.[method.toLowerCase()];
    if (match === undefined || operation === undefined) return [`Trello has no ${method} ${bare}`];
    const name = `${method} ${match.template}`;
    const inQuery = (operation.parameters ?? []).filter((parameter) => parameter.in === 'query');
    const known = [...inQuery.map((one) => one.name), ...(NESTED[name] ?? [])];
    const bodySchema = operation.requestBody?.content['application/json']?.schema;
    const sent = [...new URLSearchParams(search).keys()];
    if (bodySchema === undefined) sent.push(...Object.keys((request ?? {}) as object));
    const required = inQuery.filter((one) => one.required).map((one) => one.name);
    return [
      ...sent.filter((one) => !known.includes(one)).map((one) => `${name} has no parameter ${one}`),
      ...required.filter((one) => !sent.includes(one)).map((one) => `${name} wants ${one}`),
      ...(bodySchema === undefined ? [] : validate(`${name} request`, bodySchema, request)),
      ...(status >= 400 ? [] : checkAnswer(name, operation, answer)),
    ];
  }

  function checkAnswer(name: string, operation: Operation, answer: unknown): string[] {
    const [schema, isList] = UNDESCRIBED[name] ?? [];
    const component = schema && { $ref: `#/components/schemas/${schema}` };
    const listed = operation.responses['200']?.content?.['application/json']?.schema as { items?: unknown } | undefined;
    if (SINGLE.has(name)) return validate(name, listed?.items, answer);
    const described =
      operation.responses['200']?.content?.['application/json']?.schema ??
      (isList ? { type: 'array', items: component } : component);
    return described === undefined ? [] : validate(name, described, answer);
  }

  return { check };
}

function schemaCheck(description: Description) {
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  ajvFormats.default(ajv);
  const compiled = new Map<string, ValidateFunction>();
  return (name: string, schema: unknown, value: unknown): string[] => {
    let validate = compiled.get(name);
    if (validate === undefined) {
      const definitions: Record<string, unknown> = {};
      const converted = jsonSchema(schema, description, definitions) as object;
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

/** The description's schemas as JSON Schema: references become definitions, `nullable` a choice. */
function jsonSchema(schema: unknown, description: Description, definitions: Record<string, unknown>): unknown {
  if (Array.isArray(schema)) return schema.map((one) => jsonSchema(one, description, definitions));
  if (typeof schema !== 'object' || schema === null) return schema;
  const { example: _example, nullable, $ref, format, ...rest } = schema as Record<string, unknown>;
  const orNull = (converted: unknown) => (nullable === true ? { anyOf: [converted, { type: 'null' }] } : converted);
  if (typeof $ref === 'string') {
    const name = $ref.split('/').at(-1) ?? '';
    if (!Object.hasOwn(definitions, name)) {
      definitions[name] = {};
      definitions[name] = jsonSchema(described(name, description), description, definitions);
    }
    return orNull({ $ref: `#/definitions/${name}` });
  }
  const converted = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [
      key === 'oneOf' ? 'anyOf' : key,
      key === 'enum' ? value : jsonSchema(value, description, definitions),
    ]),
  );
  return orNull({
    ...converted,
    ...(format === 'date' && { format: 'date-time' }),
    ...(format === 'date-time' && { format }),
  });
}

function described(name: string, description: Description): unknown {
  const schema = description.components.schemas[name] as { readonly properties?: Readonly<Record<string, unknown>> };
  if (name === 'Color') return { type: 'string', pattern: '^[a-z]+(_light|_dark)?$', nullable: true };
  // A size is a number, and a preview an object.
  if (name === 'Attachment')
    return {
      ...schema,
      properties: { ...schema.properties, bytes: { type: 'integer', nullable: true }, previews: {} },
    };
  if (name !== 'Card') return schema;
  const labels = { type: 'array', items: { $ref: '#/components/schemas/Label' } };
  return { ...schema, properties: { ...schema.properties, labels } };
}
