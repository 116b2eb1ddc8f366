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

/** The operator API, answers checked against what the command line publishes. Throws CliError. */
export interface OperatorClient {
  readonly url: string | null;
  readonly origin: string;
  get<Schema extends z.ZodType>(path: string, schema: Schema, query?: Query): Promise<z.output<Schema>>;
  post<Schema extends z.ZodType>(path: string, schema: Schema, body?: unknown): Promise<z.output<Schema>>;
  /** `version`: the one that the change was made on. */
  patch<Schema extends z.ZodType>(
    path: string,
    schema: Schema,
    body: unknown,
    version: number,
  ): Promise<z.output<Schema>>;
  remove(path: string, query: Query, version?: number): Promise<void>;
}

const TIMEOUT_MS = 30_000;

export function createOperatorClient({
  url,
  origin,
  token,
  workspace,
  actor,
  signal,
}: OperatorClientOptions): OperatorClient {
  const call = async <Schema extends z.ZodType>(
    method: string,
    path: string,
    schema: Schema,
    body?: unknown,
    version?: number,
  ): Promise<z.output<Schema>> => {
    if (url === null) {
      throw new CliError({
        code: 'not-running',
        message: 'No Syncline runs on this machine, and no address is given.',
        hint: 'Start one with "syncline up", or say where it is with --url or SYNCLINE_URL.',
        exit: exitCode.unavailable,
      });
    }
    const answer = await send(new URL(path, url), {
      method,
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
      headers: {
        accept: 'application/json',
        'x-syncline-actor': encodeURIComponent(actor),
        ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(workspace === null ? {} : { 'syncline-workspace': workspace }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      // A redirect must not carry the token elsewhere.
      redirect: 'error',
    });
    const text = await answer.text();
    const value = parseJson(text);
    // `/readyz` says in its body what is missing, with a 503.
    const parsed = schema.safeParse(value);
    if (answer.ok || path === '/readyz') {
      if (parsed.success) return parsed.data;
      throw new CliError({
        code: 'unknown-answer',
        message: `${new URL(path, url).href} does not answer as this version of the command line expects.`,
        hint: 'Is it the operator API, and of the same version?',
        exit: exitCode.failure,
      });
    }
    throw problemError(answer.status, value, url);
  };
  const send = async (target: URL, init: RequestInit): Promise<Response> => {
    try {
      return await fetch(target, init);
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      throw new CliError({
        code: 'unavailable',
        message: `${target.origin} (from ${origin}) can't be reached: ${reasonOf(error)}`,
        hint: 'Is it running? "syncline up" starts one on this machine; --url and SYNCLINE_URL name another.',
        exit: exitCode.unavailable,
      });
    }
  };
  return {
    url,
    origin,
    get: (path, schema, query = {}) => call('GET', withQuery(path, query), schema),
    post: (path, schema, body) => call('POST', path, schema, body),
    patch: (path, schema, body, version) => call('PATCH', path, schema, body, version),
    remove: async (path, query, version) =>
      void (await call('DELETE', withQuery(path, query), z.null(), undefined, version)),
  };
}

function withQuery(path: string, query: Query): string {
  const given = Object.entries(query).filter((entry) => entry[1] !== undefined);
  return given.length === 0
    ? path
    : `${path}?${new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)]))}`;
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
    exit: exits[status] ?? exitCode.failure,
    ...(problems.success ? { problems: problems.data } : {}),
    ...(hint === undefined ? {} : { hint }),
  });
}
