import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv, type ValidateFunction } from 'ajv';
import ajvFormats from 'ajv-formats';

/**
 * Holds answers and webhooks to GitHub's published descriptions. Only the schemas that are asked for are compiled:
 * the whole description takes half a minute.
 */

interface Description {
  readonly paths?: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly webhooks?: Readonly<Record<string, { readonly post: Operation }>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

interface Operation {
  readonly responses?: Readonly<Record<string, { readonly $ref?: string; readonly content?: Content }>>;
  readonly requestBody?: { readonly content: Content };
}

type Content = Readonly<Record<string, { readonly schema: unknown }>>;

export interface GitHubDescription {
  /** What is wrong with an answer; empty when nothing. The path may be a template or a real one with a query. */
  checkAnswer(method: string, path: string, status: number, body: unknown): string[];
  /** What is wrong with a request's body, or with making the request at all. */
  checkRequest(method: string, path: string, body: unknown): string[];
  /** What is wrong with a webhook's payload; empty when nothing. */
  checkWebhook(event: string, payload: { readonly action?: string }): string[];
}

/** Reads both descriptions (some hundred milliseconds): do it once a test file. */
export function loadGitHubDescription(): GitHubDescription {
  const api = read('@octokit/openapi/package.json');
  for (const name of ['pull-request', 'pull-request-simple'])
    allowNullLabelDescription(api.components['schemas']?.[name]);
  allowLikeContents(api.components['schemas']?.['projects-v2-item-simple']);
  const hooks = read('@octokit/openapi-webhooks/package.json');
  const templates = Object.keys(api.paths ?? {}).map((template) => ({
    template,
    expression: new RegExp(`^${template.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`),
    parameters: template.split('{').length,
  }));
  const checkApi = schemaCheck(api);
  const checkHook = schemaCheck(hooks);
  const basicError = { $ref: '#/components/schemas/basic-error' };

  function find(method: string, path: string) {
    const bare = path.split('?', 1)[0] ?? '';
    const match = templates
      .filter(({ template, expression }) => template === bare || expression.test(bare))
      .sort((a, b) => a.parameters - b.parameters)[0];
    return { bare, match, operation: match && api.paths?.[match.template]?.[method.toLowerCase()] };
  }

  return {
    checkRequest(method, path, body) {
      const { bare, match, operation } = find(method, path);
      if (match === undefined || operation === undefined) return [`GitHub has no ${method} ${bare}`];
      const schema = operation.requestBody?.content['application/json']?.schema;
      if (schema === undefined) return body === undefined ? [] : [`${method} ${match.template} takes no body`];
      return body === undefined ? [] : checkApi(`${method} ${match.template} request`, exactly(schema), body);
    },

    checkAnswer(method, path, status, body) {
      const { bare, match, operation } = find(method, path);
      if (match === undefined || operation === undefined) return [`GitHub has no ${method} ${bare}`];
      const declared = operation.responses?.[String(status)];
      // 401, 403 and 429 can come from everywhere and are declared almost nowhere.
      if (declared === undefined && status < 400)
        return [`GitHub never answers ${status} to ${method} ${match.template}`];
      const response =
        declared?.$ref === undefined
          ? declared
          : (api.components['responses']?.[declared.$ref.split('/').at(-1) ?? ''] as typeof declared);
      const schema = declared === undefined ? basicError : response?.content?.['application/json']?.schema;
      if (schema === undefined)
        return body === undefined || body === '' ? [] : [`${status} to ${method} ${match.template} has no body`];
      return checkApi(`${method} ${match.template} ${status}`, schema, body);
    },

    checkWebhook(event, payload) {
      const name = `${event.replaceAll('_', '-')}${payload.action === undefined ? '' : `-${payload.action.replaceAll('_', '-')}`}`;
      const schema = hooks.webhooks?.[name]?.post.requestBody?.content['application/json']?.schema;
      return schema === undefined ? [`GitHub has no webhook ${name}`] : checkHook(name, schema, payload);
    },
  };
}

/** Parameters that GitHub does not describe are ignored by it, which a request must not count on. */
function exactly(schema: unknown): unknown {
  const { type, properties } = schema as { type?: string; properties?: object };
  return type === 'object' && properties ? { ...(schema as object), additionalProperties: false } : schema;
}

/** Descriptions of labels are described as nullable everywhere but on pull requests, where the very same labels appear. */
function allowNullLabelDescription(schema: unknown): void {
  const pull = schema as { properties: { labels: { items: { properties: { description: { nullable?: boolean } } } } } };
  pull.properties.labels.items.properties.description.nullable = true;
}

/** An issue has all that a draft issue must have, so that it is described as one of both and can't be just one. */
function allowLikeContents(schema: unknown): void {
  const item = schema as { properties: { content: { oneOf?: unknown; anyOf?: unknown } } };
  const { content } = item.properties;
  content.anyOf = content.oneOf;
  delete content.oneOf;
}

function read(packageFile: string): Description {
  const folder = createRequire(import.meta.url)
    .resolve(packageFile)
    .replace(/package\.json$/, '');
  return JSON.parse(readFileSync(`${folder}generated/api.github.com.json`, 'utf8')) as Description;
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
          (error) => `${error.instancePath} ${error.message ?? ''} ${JSON.stringify(error.params)}`,
        );
  };
}

/** OpenAPI's dialect as JSON Schema: `nullable` becomes a type, references become definitions, examples go. */
function jsonSchema(schema: unknown, description: Description, definitions: Record<string, unknown>): unknown {
  if (Array.isArray(schema)) return schema.map((part) => jsonSchema(part, description, definitions));
  if (typeof schema !== 'object' || schema === null) return schema;
  const { nullable, example: _example, examples: _examples, $ref, ...rest } = schema as Record<string, unknown>;
  if (typeof $ref === 'string') {
    const name = $ref.split('/').at(-1) ?? '';
    if (!Object.hasOwn(definitions, name)) {
      definitions[name] = {};
      definitions[name] = jsonSchema(description.components['schemas']?.[name], description, definitions);
    }
    return { $ref: `#/definitions/${name}` };
  }
  // GitHub describes some values as null by their type but forgets null among the alternatives.
  if (Array.isArray(rest['type']) && rest['type'].includes('null') && Array.isArray(rest['oneOf']))
    rest['oneOf'] = [...rest['oneOf'], { type: 'null' }];
  const converted = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [
      key,
      key === 'enum' || key === 'const' || key === 'required' ? value : jsonSchema(value, description, definitions),
    ]),
  );
  return nullable === true ? { anyOf: [converted, { type: 'null' }] } : converted;
}
