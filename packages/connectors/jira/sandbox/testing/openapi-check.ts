import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WireCall } from '@syncline/sandbox';
import { Ajv, type ValidateFunction } from 'ajv';
import ajvFormats from 'ajv-formats';

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

type Content = Readonly<Record<string, { readonly schema?: unknown }>>;

export interface JiraDescription {
  /** What is wrong with a request or with its answer; empty when nothing. */
  check(call: WireCall): string[];
  /** What is wrong with a value of one of the description's schemas. */
  checkSchema(name: string, value: unknown): string[];
}

/** Reads the platform's and the software's description: once a test file. */
export function loadJiraDescription(folder: string): JiraDescription {
  const read = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Description;
  const platform = part(read('swagger-v3.v3.json'));
  const software = part(read('software-swagger.v3.2025.json'));
  return {
    check: (call) => (call.path.startsWith('/rest/agile/') ? software : platform).check(call),
    checkSchema: platform.checkSchema,
  };
}

function part(description: Description): JiraDescription {
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
    if (match === undefined || operation === undefined) return [`Jira has no ${method} ${bare}`];
    const name = `${method} ${match.template}`;
    const known = (operation.parameters ?? []).filter((parameter) => parameter.in === 'query').map((one) => one.name);
    const unknown = [...new Set(new URLSearchParams(search).keys())].filter((one) => !known.includes(one));
    const bodySchema = operation.requestBody?.content['application/json']?.schema;
    const declared = operation.responses[String(status)];
    return [
      ...unknown.map((one) => `${name} has no parameter ${one}`),
      ...(request !== undefined && bodySchema === undefined ? [`${name} takes no body`] : []),
      ...(bodySchema === undefined ? [] : validate(`${name} request`, bodySchema, request)),
      ...checkAnswer(name, status, declared, answer),
    ];
  }

  function checkAnswer(
    name: string,
    status: number,
    declared: Operation['responses'][string] | undefined,
    answer: unknown,
  ) {
    // 401, 403 and 429 can come from everywhere; refusals have one form, whether declared or not.
    if (declared === undefined && status < 400) return [`Jira never answers ${status} to ${name}`];
    const described = declared?.content?.['application/json']?.schema;
    if (status >= 400)
      return validate('refusal', described ?? { $ref: '#/components/schemas/ErrorCollection' }, answer);
    return described === undefined ? [] : validate(`${name} ${status}`, described, answer);
  }

  return {
    check,
    checkSchema: (name, value) => validate(name, { $ref: `#/components/schemas/${name}` }, value),
  };
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
  const { nullable, example: _example, xml: _xml, $ref, ...rest } = schema as Record<string, unknown>;
  if (typeof $ref === 'string') {
    const name = $ref.split('/').at(-1) ?? '';
    if (!Object.hasOwn(definitions, name)) {
      definitions[name] = {};
      definitions[name] = jsonSchema(description.components.schemas[name], description, definitions);
    }
    return { $ref: `#/definitions/${name}` };
  }
  const converted = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [
      key,
      key === 'enum' || key === 'required' ? value : jsonSchema(value, description, definitions),
    ]),
  );
  return nullable === true ? { anyOf: [converted, { type: 'null' }] } : converted;
}
