import type { Random } from '../shared/random.ts';
import { INSTANCE_TOKEN } from './served-hub.ts';

export type Ask = (
  method: string,
  path: string,
  body?: object,
  headers?: Readonly<Record<string, string>>,
) => Promise<{ readonly status: number; readonly body: never; readonly headers: Headers }>;

/** Who calls: by keys of every role, by the token, in a session, with a key that is cut down, and without any. */
export interface Callers {
  headersOf(name: string): readonly (readonly [string, string])[];
  pick(random: Random): string;
  /** A key as the variable that stands for it; null: it is none. */
  nameOfSecret(value: string): string | null;
  readonly adminKey: string;
}

/** Few without a right key: an address that is refused 600 times a minute is not heard any more. */
const ROUNDS = 12;

export async function createCallers(address: string): Promise<Callers> {
  const ask = askAs(address, INSTANCE_TOKEN);
  const keys = new Map<string, string>([['token', INSTANCE_TOKEN]]);
  for (const role of ['viewer', 'operator', 'approver', 'admin'])
    keys.set(role, await newKey(ask, { name: `fuzz ${role}`, role }));
  keys.set('cut', await newKey(ask, { name: 'fuzz cut', role: 'admin', scopes: ['entities:read', 'keys:*'] }));
  keys.set('wrong', `syn_00000000_${'x'.repeat(43)}`);
  const key = keys.get('admin')!;
  const session = await ask('POST', '/api/v1/session', { key }, { authorization: '' });
  const cookie = session.headers.getSetCookie()[0]!.split(';')[0]!;
  const { csrfToken } = session.body as { csrfToken: string };
  return {
    adminKey: key,
    headersOf: (name) => {
      if (name === 'nobody') return [];
      if (name === 'session')
        return [
          ['cookie', cookie],
          ['x-csrf-token', csrfToken],
        ];
      if (name === 'forged') return [['cookie', cookie]];
      return [['authorization', `Bearer ${keys.get(name)}`]];
    },
    pick: (random) =>
      random.below(ROUNDS) === 0
        ? random.pick(['nobody', 'wrong', 'forged'])
        : random.pick(['viewer', 'operator', 'approver', 'admin', 'token', 'cut', 'session']),
    nameOfSecret: (value) => {
      if (value === cookie) return '$SESSION';
      const name = [...keys].find(([, each]) => value === `Bearer ${each}`)?.[0];
      return name === undefined ? null : `Bearer $KEY_${name.toUpperCase()}`;
    },
  };
}

async function newKey(ask: Ask, key: object): Promise<string> {
  const { status, body } = await ask('POST', '/api/v1/keys', key);
  if (status !== 201) throw new Error(`No key: ${JSON.stringify(body)}`);
  return (body as { key: string }).key;
}

/** Calls that prepare others, and look afterwards; they are no part of the fuzz. */
export function askAs(address: string, key: string): Ask {
  return async (method, path, body, headers = {}) => {
    const { authorization = `Bearer ${key}`, ...others } = headers;
    const answer = await fetch(new URL(path, address), {
      method,
      signal: AbortSignal.timeout(30_000),
      headers: {
        ...(authorization === '' ? {} : { authorization }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...others,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json') === true;
    return { status: answer.status, headers: answer.headers, body: (isJson ? JSON.parse(text) : text) as never };
  };
}
