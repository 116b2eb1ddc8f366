import {
  type Authenticator,
  credsAuthenticator,
  type NodeConnectionOptions,
  nkeyAuthenticator,
} from '@nats-io/transport-node';

/** How NATS is reached, and what events are kept in. */
export interface NatsOptions {
  /** One or more, with commas between: `nats://host:4222`, `tls://…`; may hold `user:password@` or `token@`. */
  readonly url: string;
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  readonly token?: string | undefined;
  /** The text of a credentials file (a JWT and its seed). */
  readonly credentials?: string | undefined;
  readonly nkeySeed?: string | undefined;
  /** PEM: the authority that the server's certificate is checked by, and our own certificate with its key. */
  readonly ca?: string | undefined;
  readonly certificate?: string | undefined;
  readonly key?: string | undefined;
  /** Before each subject: `syncline.`; `{workspace}` in it becomes the workspace's id. */
  readonly prefix: string;
  readonly stream: string;
  /** How long an event is kept, in ms; 0: as long as there is room. */
  readonly maxAgeMs: number;
  /** -1: no limit. The oldest go first. */
  readonly maxBytes: number;
  readonly replicas: number;
  /** For how long a second copy of an event is known as one, in ms. */
  readonly duplicateWindowMs: number;
  readonly name?: string;
}

const CONNECT_TIMEOUT_MS = 5_000;

/** As the client takes them. What the address says of who we are counts where the variables say nothing. */
export function connectionOptions(options: NatsOptions): NodeConnectionOptions {
  const servers = options.url.split(',').map((text) => new URL(text.trim()));
  const first = servers[0]!;
  const named = first.password === '' ? { token: decodeURIComponent(first.username) || undefined } : userOf(first);
  const user = options.user === undefined ? named : { user: options.user, pass: options.password };
  const authenticator = authenticatorOf(options);
  const usesTls = servers.some(({ protocol }) => protocol === 'tls:') || options.ca !== undefined;
  const { ca, certificate: cert, key } = options;
  return {
    servers: servers.map(({ host }) => host),
    name: options.name ?? 'syncline',
    timeout: CONNECT_TIMEOUT_MS,
    reconnect: false,
    ...(authenticator
      ? { authenticator }
      : options.token === undefined
        ? withoutUndefined(user)
        : { token: options.token }),
    ...(usesTls || cert !== undefined ? { tls: withoutUndefined({ ca, cert, key }) } : {}),
  };
}

function authenticatorOf({ credentials, nkeySeed }: NatsOptions): Authenticator | null {
  const encoder = new TextEncoder();
  if (credentials !== undefined) return credsAuthenticator(encoder.encode(credentials));
  return nkeySeed === undefined ? null : nkeyAuthenticator(encoder.encode(nkeySeed.trim()));
}

function userOf({ username, password }: URL): { readonly user: string; readonly pass: string } {
  return { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
}

function withoutUndefined<Value extends object>(
  value: Value,
): { [Key in keyof Value]?: Exclude<Value[Key], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as never;
}

/** The subject of a type in a workspace. What a subject can't hold becomes `_`. */
export function subjectOf(prefix: string, workspaceId: number, type: string): string {
  return prefix.replaceAll('{workspace}', String(workspaceId)) + type.replaceAll(/[^\w.-]/g, '_');
}

/** All subjects under a prefix. */
export function subjectsUnder(prefix: string): string {
  return `${prefix.replaceAll('{workspace}', '*')}>`;
}
