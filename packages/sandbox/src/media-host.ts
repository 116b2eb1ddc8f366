import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HostedFile {
  readonly bytes: Buffer;
  readonly contentType: string;
}

/**
 * Where a vendor keeps files: another origin than its API, to which it sends on. Whoever has an address may read it for
 * a while; credentials of the API are refused, as storage services do.
 */
export class MediaHost {
  readonly #server: Server;
  readonly #addresses = new Map<string, () => HostedFile | undefined>();
  /** Reads that brought credentials along. */
  leaked = 0;
  /** The next reads end after this many bytes; null: whole. */
  cutAfter: number | null = null;

  constructor() {
    this.#server = createServer((request, response) => {
      if (request.headers.authorization !== undefined || request.headers.cookie !== undefined) {
        this.leaked += 1;
        response.writeHead(400).end('Only one auth mechanism allowed');
        return;
      }
      const file = this.#addresses.get(request.url ?? '')?.();
      if (!file) {
        response.writeHead(403).end('expired');
        return;
      }
      const { bytes, contentType } = file;
      response.writeHead(200, { 'content-type': contentType, 'content-length': bytes.length });
      if (this.cutAfter === null) {
        response.end(bytes);
        return;
      }
      response.write(bytes.subarray(0, this.cutAfter), () => response.destroy());
      this.cutAfter = null;
    });
  }

  async listen(host = '127.0.0.1'): Promise<void> {
    await new Promise<void>((done) => this.#server.listen(0, host, done));
  }

  /** An address of a file that is good once it is asked for. */
  addressOf(path: string, file: () => HostedFile | undefined): string {
    const place = `${path}?token=${randomUUID()}`;
    this.#addresses.set(place, file);
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}${place}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    if (this.#server.listening) await new Promise((done) => this.#server.close(done));
  }
}

/** Bytes that are told from others: the same for the same number and seed. */
export function fileBytes(size: number, seed = 1): Buffer {
  const bytes = Buffer.alloc(size);
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  for (let at = 0; at < size; at += 4) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes.writeUInt32LE(state >>> 0, Math.min(at, Math.max(0, size - 4)));
    if (size < 4) break;
  }
  return bytes;
}
