import type { IncomingMessage } from 'node:http';

/** Every request may hold this much while it is read; beyond it, requests share. In bytes. */
const OWN_BYTES = 64 * 1024;
/** What the larger bodies of all requests may hold together, in bytes: five of the largest that any vendor sends. */
export const SHARED_BYTES = 128 * 1024 * 1024;

/** Why a body was not read to its end; `status` is what its sender is told. */
export class BodyRefused extends Error {
  override readonly name = 'BodyRefused';
  readonly status: 400 | 413 | 503;
  constructor(status: 400 | 413 | 503, message: string) {
    super(message);
    this.status = status;
  }
}

export interface HeldBody {
  readonly bytes: Buffer;
  /** Called once when nothing holds the bytes any more. */
  release(): void;
}

export interface BodyReader {
  /** The bytes as they came; throws BodyRefused for more than `maxBytes`, and when the larger bodies of all are too many. */
  read(request: IncomingMessage, maxBytes: number): Promise<HeldBody>;
}

/**
 * Reads bodies within a bound that holds for all together: whoever knows an address, and no secret, must not fill the
 * memory by sending many large ones at once. What small bodies need is always there, so that they go through beside.
 */
export function createBodyReader(sharedBytes = SHARED_BYTES): BodyReader {
  let held = 0;
  return {
    read: (request, maxBytes) => {
      const chunks: Buffer[] = [];
      let size = 0;
      let shared = 0;
      const release = () => {
        held -= shared;
        shared = 0;
      };
      return new Promise<HeldBody>((resolve, reject) => {
        const stop = (error: BodyRefused) => {
          request.off('data', take).off('end', finish).off('close', cut);
          // What still comes is let go of.
          request.resume();
          chunks.length = 0;
          release();
          reject(error);
        };
        const take = (chunk: Buffer) => {
          size += chunk.byteLength;
          if (size > maxBytes) return stop(new BodyRefused(413, `The body is larger than ${maxBytes} bytes`));
          const more = Math.max(0, size - OWN_BYTES) - shared;
          if (held + more > sharedBytes) return stop(new BodyRefused(503, 'Too many large bodies at once'));
          held += more;
          shared += more;
          chunks.push(chunk);
        };
        const finish = () => {
          request.off('error', cut).off('close', cut);
          resolve({ bytes: Buffer.concat(chunks, size), release });
        };
        const cut = () => stop(new BodyRefused(400, 'The body was cut off'));
        request.on('data', take).once('end', finish).once('error', cut).once('close', cut);
      });
    },
  };
}
