import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WireCall } from '@syncline/sandbox';
import { Ajv, type ValidateFunction } from 'ajv';
import ajvFormats from 'ajv-formats';
import { parse } from 'yaml';

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Record<string, { readonly properties: Record<string, unknown> }> };
}

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

type Content = Readonly<Record<string, { readonly schema?: unknown }>>;

export interface GitLabDescription {
  /** What is wrong with a call; null for one that the description does not have. */
  check(call: WireCall): string[] | null;
}

const TEXT = { type: 'string' };
const DAY = { type: 'string', format: 'date', nullable: true };
const LABELS = { type: 'array', items: { oneOf: [TEXT, { $ref: '#/components/schemas/Label' }] } };

/** Where GitLab's own pages (docs.gitlab.com/api) say otherwise than this description of 2024, which is not GitLab's. */
const CORRECTED: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  Issue: { due_date: DAY, labels: LABELS },
  // Dates and labels can be sent empty: that is how they are taken away.
  NewIssue: { due_date: TEXT, labels: TEXT },
  EditIssue: { due_date: TEXT, labels: TEXT, weight: { type: 'integer', nullable: true } },
  Milestone: { due_date: DAY, start_date: DAY },
  Project: { id: { type: 'integer' }, description: { type: 'string', nullable: true } },
  Label: { description: { type: 'string', nullable: true } },
};
/** Parameters that GitLab documents and the description leaves out, or puts in the query of a POST. */
const MORE_PARAMETERS = ['per_page', 'include_ancestor_groups', 'include_descendant_groups', 'only_group_labels'];

export function loadGitLabDescription(folder: string): GitLabDescription {
  const description = parse(readFileSync(join(folder, 'gitlab.unofficial-cjuenger.yaml'), 'utf8')) as Description;
  for (const [name, properties] of Object.entries(CORRECTED))
    Object.assign(description.components.schemas[name]?.properties ?? {}, properties);
  const validate = schemaCheck(description);
  const templates = Object.keys(description.paths).map((template) => ({
    template,
    expression: new RegExp(`^/api${template.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`),
  }));

  function check({ method, path, request, status, answer }: WireCall): string[] | null {
    const [bare = '', search = ''] = path.split('?', 2);
    const match = templates.find(({ expression }) => expression.test(bare));
    const operation = match && description.paths[match.template]?.[method.toLowerCase()];
    if (match === undefined || operation === undefined) return null;
    const name = `${method} ${match.template}`;
    const known = [...(operation.parameters ?? []).map((one) => one.name), ...MORE_PARAMETERS];
    const asked = [...new URLSearchParams(search).keys()].map((one) => one.replace(/\[\]$/, ''));
    const bodySchema = operation.requestBody?.content['application/json']?.schema;
    // What has no body in the description is sent as one all the same: GitLab takes parameters from either.
    const sent = bodySchema === undefined && request !== undefined ? Object.keys(request as object) : [];
    return [
      ...[...asked, ...sent].filter((one) => !known.includes(one)).map((one) => `${name} has no parameter ${one}`),
      ...(bodySchema === undefined ? [] : validate(`${name} request`, closed(bodySchema), request)),
      ...checkAnswer(name, status, operation.responses, answer),
    ];
  }

  /** A request may hold nothing that is not described. */
  function closed(schema: unknown): unknown {
    const named = /\/(\w+)$/.exec(String((schema as { $ref?: unknown }).$ref))?.[1] ?? '';
    return { ...(description.components.schemas[named] ?? (schema as object)), additionalProperties: false };
  }

  function checkAnswer(name: string, status: number, responses: Operation['responses'], answer: unknown): string[] {
    if (status >= 400) return isRefusal(answer) ? [] : [`${name} ${status}: not as GitLab refuses`];
    // Of milestones the description knows one number for all that went well.
    const declared = responses[String(status)] ?? (status === 201 ? responses['200'] : undefined);
    if (declared === undefined) return [`GitLab never answers ${status} to ${name}`];
    const schema = declared.content?.['application/json']?.schema;
    return schema === undefined ? [] : validate(`${name} ${status}`, schema, answer);
  }

  return { check };
}

function isRefusal(answer: unknown): boolean {
  const { message, error } = (answer ?? {}) as { message?: unknown; error?: unknown };
  return typeof error === 'string' || typeof message === 'string' || (typeof message === 'object' && message !== null);
}

function schemaCheck(description: Description): (name: string, schema: unknown, value: unknown) => string[] {
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  ajvFormats.default(ajv);
  const compiled = new Map<string, ValidateFunction>();
  return (name, schema, value) => {
    let validate = compiled.get(name);
    if (validate === undefined) {
      const definitions: Record<string, unknown> = {};
      validate = ajv.compile({ ...(jsonSchema(schema, description, definitions) as object), definitions });
      compiled.set(name, validate);
    }
    return validate(value)
      ? []
      : (validate.errors ?? []).map(
          (error) => `${name}: ${error.instancePath} ${error.message ?? ''} ${JSON.stringify(error.params)}`,
        );
  };
}

/** OpenAPI's dialect as JSON Schema: references become definitions, examples go, and null is what `nullable` says. */
function jsonSchema(schema: unknown, description: Description, definitions: Record<string, unknown>): unknown {
  if (Array.isArray(schema)) return schema.map((one) => jsonSchema(one, description, definitions));
  if (typeof schema !== 'object' || schema === null) return schema;
  const { nullable, example: _example, $ref, ...rest } = schema as Record<string, unknown>;
  const converted =
    typeof $ref === 'string' ? reference($ref, description, definitions) : members(rest, description, definitions);
  return nullable === true ? { anyOf: [converted, { type: 'null' }] } : converted;
}

function reference($ref: string, description: Description, definitions: Record<string, unknown>): object {
  const name = $ref.split('/').at(-1) ?? '';
  if (!Object.hasOwn(definitions, name)) {
    definitions[name] = {};
    definitions[name] = jsonSchema(description.components.schemas[name], description, definitions);
  }
  return { $ref: `#/definitions/${name}` };
}

function members(schema: object, description: Description, definitions: Record<string, unknown>): object {
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      key === 'enum' || key === 'required' ? value : jsonSchema(value, description, definitions),
    ]),
  );
}
