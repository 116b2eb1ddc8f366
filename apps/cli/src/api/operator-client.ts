import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { type ConcretePath, createApiClient, type PathsWith } from '@syncline/api-client';
import { exitCode } from '@syncline/runtime';
import { z } from 'zod';
import { CliError } from '../cli-error.ts';

export interface OperatorClientOptions {
  /** Null when nothing says where Syncline is. */
  readonly url: string | null;
  /** Who said so. */
  readonly origin: string;
  readonly token: string | null;
  /** By name; null: that of the key. */
  readonly workspace: string | null;
  /** Who asks, for the audit. */
  readonly actor: string;
  readonly signal: AbortSignal;
}

export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * The operator API. Paths are those of its description; answers are checked against what the command line publishes.
 * Throws CliError.
 */
export interface OperatorClient {
  readonly url: string | null;
  readonly origin: string;
  get<Schema extends z.ZodType>(
    path: ConcretePath<PathsWith<'get'>>,
    schema: Schema,
    query?: Query,
  ): Promise<z.output<Schema>>;
  post<Schema extends z.ZodType>(
    path: ConcretePath<PathsWith<'post'>>,
    schema: Schema,
    body?: unknown,
    query?: Query,
  ): Promise<z.output<Schema>>;
  /** `version`: the one that the change was made on; undefined: whichever stands. */
  patch<Schema extends z.ZodType>(
    path: ConcretePath<PathsWith<'patch'>>,
    schema: Schema,
    body: unknown,
    version: number | undefined,
    query?: Query,
  ): Promise<z.output<Schema>>;
  put<Schema extends z.ZodType>(
    path: ConcretePath<PathsWith<'put'>>,
    schema: Schema,
    body: unknown,
  ): Promise<z.output<Schema>>;
  /** Sends bytes as they come; they are never held whole. */
  upload<Schema extends z.ZodType>(
    path: ConcretePath<PathsWith<'post'>>,
    schema: Schema,
    bytes: Readable,
    query: Query,
  ): Promise<z.output<Schema>>;
  /** What is no JSON, as it is. */
  text(path: ConcretePath<PathsWith<'get'>>): Promise<string>;
  /** What may be too long to be held whole, as it comes. */
  download(path: ConcretePath<PathsWith<'get'>>, query: Query): Promise<AsyncIterable<Uint8Array>>;
  remove(path: ConcretePath<PathsWith<'delete'>>, query: Query, version?: number): Promise<void>;
}

interface Call {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  readonly path: string;
  readonly body?: unknown;
  readonly query?: Query | undefined;
  readonly version?: number | undefined;
  readonly isText?: boolean;
  readonly bytes?: Readable;
}

const TIMEOUT_MS = 30_000;
const UPLOAD_TIMEOUT_MS = 30 * 60_000;

export function createOperatorClient({
  url,
  origin,
  token,
  workspace,
  actor,
  signal,
}: OperatorClientOptions): OperatorClient {
  const api = url === null ? null : createApiClient({ url, token, workspace, actor });
  const requestId = `cli-${randomUUID()}`;
  const call = async <Schema extends z.ZodType>(schema: Schema, asked: Call): Promise<z.output<Schema>> => {
    const address = standing(url);
    const { method, path, body, query = {}, version, isText = false, bytes } = asked;
    const target = new URL(path, address);
    const init = {
      params: { query },
      parseAs: 'text',
      signal: AbortSignal.any([signal, AbortSignal.timeout(bytes ? UPLOAD_TIMEOUT_MS : TIMEOUT_MS)]),
      // One id for all requests of a command: what they cause is found by it.
      headers: {
        'x-request-id': requestId,
        ...(bytes ? { 'content-type': 'application/octet-stream' } : {}),
        ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
      },
      ...(body === undefined ? {} : { body }),
      ...(bytes === undefined ? {} : asStream(bytes)),
    };
    const { data, error, response } = await standing(api)
      // The path is one of the description, with its parameters filled in.
      .request(method, path as never, init as never)
      .catch((thrown: unknown) => refuse(target, thrown));
    // `/readyz` says in its body what is missing, with a 503.
    const isAnswer = response.ok || path === '/readyz';
    const value = response.ok ? (isText ? String(data ?? '') : parseJson(String(data ?? ''))) : error;
    if (!isAnswer) throw problemError(response.status, value, address);
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    throw new CliError({
      code: 'unknown-answer',
      message: `${target.href} does not answer as this version of the command line expects.`,
      hint: 'Is it the operator API, and of the same version?',
      exit: exitCode.failure,
    });
  };
  const refuse = (target: URL, thrown: unknown): never => {
    if (signal.aborted) throw signal.reason;
    throw new CliError({
      code: 'unavailable',
      message: `${target.origin} (from ${origin}) can't be reached: ${reasonOf(thrown)}`,
      hint: 'Is it running? "syncline up" starts one on this machine; --url and SYNCLINE_URL name another.',
      exit: exitCode.unavailable,
    });
  };
  const download = async (path: string, query: Query): Promise<AsyncIterable<Uint8Array>> => {
    const address = standing(url);
    const target = new URL(path, address);
    const init = {
      params: { query },
      parseAs: 'stream',
      signal: AbortSignal.any([signal, AbortSignal.timeout(UPLOAD_TIMEOUT_MS)]),
      headers: { 'x-request-id': requestId },
    };
    const { data, error, response } = await standing(api)
      .request('get', path as never, init as never)
      .catch((thrown: unknown) => refuse(target, thrown));
    if (!response.ok) throw problemError(response.status, error, address);
    return data as unknown as AsyncIterable<Uint8Array>;
  };
  return {
    url,
    origin,
    download,
    get: (path, schema, query) => call(schema, { method: 'get', path, query }),
    post: (path, schema, body, query) => call(schema, { method: 'post', path, body, query }),
    patch: (path, schema, body, version, query) => call(schema, { method: 'patch', path, body, version, query }),
    put: (path, schema, body) => call(schema, { method: 'put', path, body }),
    upload: (path, schema, bytes, query) => call(schema, { method: 'post', path, query, bytes }),
    text: (path) => call(z.string(), { method: 'get', path, isText: true }),
    remove: async (path, query, version) => void (await call(z.null(), { method: 'delete', path, query, version })),
  };
}

/** What there is of an address; throws where nothing says where Syncline is. */
function standing<T>(value: T | null): T {
  if (value !== null) return value;
  throw new CliError({
    code: 'not-running',
    message: 'No Syncline runs on this machine, and no address is given.',
    hint: 'Start one with "syncline up", or say where it is with --url or SYNCLINE_URL.',
    exit: exitCode.unavailable,
  });
}

function asStream(bytes: Readable): object {
  return { body: Readable.toWeb(bytes), bodySerializer: (body: unknown) => body, duplex: 'half' };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause as NodeJS.ErrnoException | undefined;
  return (
    cause?.code ??
    cause?.message ??
    (error.name === 'TimeoutError' ? `no answer within ${TIMEOUT_MS / 1000} s` : error.message)
  );
}

const exits: Readonly<Record<number, number>> = {
  400: exitCode.usage,
  401: exitCode.permission,
  403: exitCode.permission,
  404: exitCode.notFound,
  409: exitCode.conflict,
  412: exitCode.conflict,
  422: exitCode.configuration,
  429: exitCode.temporary,
  503: exitCode.temporary,
};

const problemsSchema = z.array(z.object({ field: z.string(), message: z.string() }));

function problemError(status: number, value: unknown, url: string): CliError {
  const problem = (typeof value === 'object' && value !== null ? value : {}) as {
    code?: unknown;
    title?: unknown;
    detail?: unknown;
    errors?: unknown;
  };
  const problems = problemsSchema.safeParse(problem.errors);
  const hint = status === 401 ? 'Give a key with SYNCLINE_API_KEY, SYNCLINE_API_KEY_FILE or --token.' : undefined;
  return new CliError({
    code: typeof problem.code === 'string' ? problem.code : `http-${status}`,
    message:
      [problem.detail, problem.title].find((text) => typeof text === 'string') ??
      `${url} answered with HTTP status ${status}.`,
    exit: problem.code === 'needs-approval' ? exitCode.needsApproval : (exits[status] ?? exitCode.failure),
    ...(problems.success ? { problems: problems.data } : {}),
    ...(hint === undefined ? {} : { hint }),
  });
}
