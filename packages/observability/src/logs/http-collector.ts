import { randomUUID } from 'node:crypto';
import type { Client } from 'undici';
import { collectorEvent } from './collector-event.ts';
import { textOf } from './fit-line.ts';
import type { LogLine } from './line-buffer.ts';
import { type LineSender, SendFailure } from './shipper.ts';

export interface CollectorOptions {
  /** Where batches are posted to; without a path, `/api/v1/logs` of that server. */
  readonly url: string;
  readonly apiKey: string;
  /** The process that speaks, such as `fetcher`. */
  readonly name: string;
}

/** Nobody is there, or nobody we trust: another version of HTTP would not help. */
const UNREACHABLE =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO|ERR_TLS)/;

/**
 * Batches of lines to an HTTP collector, in JSON. Over HTTP/2 where the server speaks it, else over HTTP/1.1: TLS
 * settles that by ALPN; without TLS, HTTP/2 is tried first and what worked is kept. A batch whose answer was lost is
 * sent again, with the same `x-batch-id`.
 */
export function createCollectorSender({ url, apiKey, name }: CollectorOptions): LineSender {
  const target = new URL(url);
  const path = (target.pathname === '/' ? '/api/v1/logs' : target.pathname) + target.search;
  let client: Client | null = null;
  /** Without TLS: whether HTTP/2 is worth a try. */
  let speaksH2 = true;
  let batch = { first: null as LogLine | null, count: 0, id: '' };
  const letGo = (): void => {
    // It ends what is under way, which nobody waits for any more.
    client?.destroy().catch(() => {});
    client = null;
  };

  const post = async (body: string, signal: AbortSignal): Promise<{ status: number; retryAfter: string }> => {
    client ??= await openClient(target, speaksH2);
    const answer = await client.request({
      method: 'POST',
      path,
      headers: { 'content-type': 'application/json', 'x-api-key': apiKey, 'x-batch-id': batch.id },
      body,
      signal,
    });
    await answer.body.dump();
    return { status: answer.statusCode, retryAfter: String(answer.headers['retry-after'] ?? '') };
  };

  const postOverEither = async (body: string, signal: AbortSignal) => {
    try {
      return await post(body, signal);
    } catch (error) {
      letGo();
      if (target.protocol === 'https:' || !speaksH2 || signal.aborted || isUnreachable(error)) throw error;
      speaksH2 = false;
      try {
        return await post(body, signal);
      } catch (second) {
        // It was no question of the version: the next try begins anew.
        speaksH2 = true;
        throw second;
      }
    }
  };

  const sendSome = async (lines: readonly LogLine[], signal: AbortSignal): Promise<{ refused: number }> => {
    if (batch.first !== lines[0] || batch.count !== lines.length)
      batch = { first: lines[0]!, count: lines.length, id: randomUUID() };
    const body = JSON.stringify({
      source: 'syncline',
      application: name,
      logs: lines.map((line) => collectorEvent(line, `syncline-${name}`)),
    });
    const { status, retryAfter } = await postOverEither(body, signal);
    if (status >= 200 && status < 300) return { refused: 0 };
    // One batch in many that nobody will ever take must not keep all that follows.
    if (status === 413 && lines.length > 1) return halves(lines, signal);
    if (status === 400 || status === 413 || status === 422) return { refused: lines.length };
    throw new SendFailure(`The log collector answered ${status}`, { retryAfterMs: waitOf(retryAfter) });
  };

  const halves = async (lines: readonly LogLine[], signal: AbortSignal): Promise<{ refused: number }> => {
    const middle = Math.ceil(lines.length / 2);
    const first = await sendSome(lines.slice(0, middle), signal);
    try {
      const second = await sendSome(lines.slice(middle), signal);
      return { refused: first.refused + second.refused };
    } catch (error) {
      const taken = middle + (error instanceof SendFailure ? error.taken : 0);
      throw new SendFailure('The log collector took a part', { taken, cause: error });
    }
  };

  return {
    close: letGo,
    send: async (lines, signal) => {
      try {
        return await sendSome(lines, signal);
      } catch (error) {
        if (error instanceof SendFailure) throw error;
        letGo();
        throw new SendFailure('The log collector could not be reached', { cause: error });
      }
    },
  };
}

/** Loaded when it is needed: processes that send nothing start without it. */
async function openClient({ origin, protocol }: URL, speaksH2: boolean): Promise<Client> {
  const { Client: HttpClient, H2CClient } = await import('undici');
  const times = { connectTimeout: 5_000, headersTimeout: 10_000, bodyTimeout: 10_000, keepAliveTimeout: 30_000 };
  if (protocol === 'https:') return new HttpClient(origin, { ...times, allowH2: true });
  if (speaksH2) return new H2CClient(origin, { ...times, headersTimeout: 5_000 }) as unknown as Client;
  return new HttpClient(origin, { ...times, allowH2: false });
}

function isUnreachable(error: unknown): boolean {
  return UNREACHABLE.test(textOf((error as { readonly code?: unknown }).code));
}

/** `Retry-After` in ms, of at most five minutes; null when it says nothing that is understood. */
function waitOf(retryAfter: string): number | null {
  if (retryAfter === '') return null;
  const seconds = /^\d+$/.test(retryAfter) ? Number(retryAfter) : (Date.parse(retryAfter) - Date.now()) / 1_000;
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), 300) * 1_000 : null;
}
