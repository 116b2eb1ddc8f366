import type { Route } from './description.ts';

/** One call, as it goes over the wire. */
export interface Call {
  /** Counted from 1. */
  readonly number: number;
  /** The route that it must be answered by; null: whatever it comes to, or none. */
  readonly route: Route | null;
  /** Sent in this method; a HEAD is judged by its GET. */
  readonly method: string;
  /** With its query, as it is. */
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer | null;
  /** Who sends it, for whoever reads of it. */
  readonly as: string;
  /** What is odd about it. */
  readonly oddity: string;
}

export interface Answer {
  readonly status: number;
  readonly mediaType: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Of a stream: what came first. */
  readonly text: string;
  readonly tookMs: number;
}

/** An answer, or why there was none. */
export type Outcome = { readonly answer: Answer } | { readonly failure: string };

const MAX_SHOWN = 4_000;

/** The call as somebody types it to see it again; keys go by the variable that would hold them. */
export function curlOf(call: Call, address: string, nameOfSecret: (value: string) => string | null): string {
  const parts = ['curl -i --path-as-is', `-X ${call.method}`];
  for (const [name, value] of call.headers) {
    const secret = nameOfSecret(value);
    parts.push(secret === null ? `-H ${quoted(`${name}: ${value}`)}` : `-H "${name}: ${secret}"`);
  }
  if (call.body) {
    const text = call.body.toString('latin1');
    parts.push(`--data-binary ${quoted(text.slice(0, MAX_SHOWN))}`);
    if (text.length > MAX_SHOWN) parts.push(`# the body goes on, ${text.length} bytes in all`);
  }
  parts.splice(2, 0, quoted(address + call.target.slice(0, MAX_SHOWN)));
  return parts.join(' ');
}

/** In the quotes of bash that take any byte. */
function quoted(bytes: string): string {
  if (/^[\x20-\x7e]*$/.test(bytes) && !bytes.includes("'")) return `'${bytes}'`;
  const escaped = bytes.replaceAll(/[^\x20-\x7e]|['\\]/g, (sign) =>
    sign === "'" || sign === '\\' ? `\\${sign}` : `\\x${sign.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
  return `$'${escaped}'`;
}
