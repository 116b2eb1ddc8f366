import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 as Ajv, type ValidateFunction } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';

/** As much of JSON Schema as the description is written in. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly $ref?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly propertyNames?: Schema;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly pattern?: string;
  readonly format?: string;
}

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: Schema;
}

/** A method of a path, as the description has it. */
export interface Route {
  /** `GET /api/v1/entities/{id}` */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body: Schema | null;
  /** It wants no key. */
  readonly isOpen: boolean;
  readonly statuses: ReadonlySet<number>;
  /** What is wrong with the body of an answer of that status and media type; empty when nothing. */
  check(status: number, mediaType: string, body: unknown): readonly string[];
}

export interface Description {
  readonly routes: readonly Route[];
  resolve(ref: string): Schema;
}

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
  readonly security?: readonly unknown[];
}
type Content = Readonly<Record<string, { readonly schema: Schema }>>;

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** Reads what the operator serves. Throws when it is no OpenAPI 3.1 description. */
export async function readDescription(given: object): Promise<Description> {
  const verdict = await new Validator().validate(structuredClone(given) as Record<string, unknown>);
  if (!verdict.valid) throw new Error(`The description is not OpenAPI 3.1: ${JSON.stringify(verdict.errors)}`);
  const document = given as Document;
  const ajv = new Ajv({ strict: false, allErrors: false, validateFormats: true });
  ajvFormats.default(ajv);
  ajv.addSchema(document, 'api');
  return {
    resolve: (ref) => {
      const schema = document.components.schemas[ref.replace('#/components/schemas/', '')];
      if (!schema) throw new Error(`There is no ${ref}`);
      return schema;
    },
    routes: Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, operation]) => routeOf(ajv, method, path, operation)),
    ),
  };
}

function routeOf(ajv: Ajv, lowerMethod: string, path: string, operation: Operation): Route {
  const method = lowerMethod.toUpperCase();
  const validators = new Map<string, ValidateFunction>();
  for (const [status, { content = {} }] of Object.entries(operation.responses)) {
    for (const mediaType of Object.keys(content)) {
      const place = ['paths', path, lowerMethod, 'responses', status, 'content', mediaType, 'schema'].map(pointerPart);
      validators.set(`${status} ${mediaType}`, ajv.compile({ $ref: `api#/${place.join('/')}` }));
    }
  }
  return {
    name: `${method} ${path}`,
    method,
    path,
    parameters: operation.parameters ?? [],
    body: operation.requestBody?.content['application/json']?.schema ?? null,
    isOpen: operation.security?.length === 0,
    statuses: new Set(Object.keys(operation.responses).map(Number)),
    check: (status, mediaType, body) => {
      const validator = validators.get(`${status} ${mediaType}`);
      if (!validator) return [`${status} as ${mediaType} is not described`];
      if (validator(body)) return [];
      return (validator.errors ?? []).map(({ instancePath, message }) => `${instancePath || '(body)'} ${message}`);
    },
  };
}

function pointerPart(text: string): string {
  return encodeURIComponent(text.replaceAll('~', '~0').replaceAll('/', '~1'));
}
