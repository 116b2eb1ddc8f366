import { randomUUID } from 'node:crypto';
import type { FileToSend } from './content.ts';

export interface MultipartBody {
  readonly body: ReadableStream<Uint8Array>;
  readonly headers: Readonly<Record<string, string>>;
}

/** A part that is no file: its value, and its type where it is no plain text. */
export interface FieldPart {
  readonly name: string;
  readonly value: string;
  readonly contentType?: string;
}

/** A form with one file, which is sent as it comes. Its length is known beforehand: vendors refuse what has none. */
export function multipartOf(fields: readonly FieldPart[], fileField: string, file: FileToSend): MultipartBody {
  const boundary = `syncline-${randomUUID()}`;
  const head = fields.map(
    ({ name, value, contentType }) =>
      `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n${contentType === undefined ? '' : `content-type: ${contentType}\r\n`}\r\n${value}\r\n`,
  );
  head.push(
    `--${boundary}\r\ncontent-disposition: form-data; name="${fileField}"; filename="${quoted(file.fileName)}"\r\ncontent-type: ${typeOf(file)}\r\n\r\n`,
  );
  const [start, end] = [Buffer.from(head.join('')), Buffer.from(`\r\n--${boundary}--\r\n`)];
  return {
    body: framed(start, file.body, end),
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': String(start.length + file.size + end.length),
    },
  };
}

function framed(start: Uint8Array, body: ReadableStream<Uint8Array>, end: Uint8Array): ReadableStream<Uint8Array> {
  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      start: (controller) => controller.enqueue(start),
      transform: (chunk, controller) => controller.enqueue(chunk),
      flush: (controller) => controller.enqueue(end),
    }),
  );
}

/** As browsers write file names into forms. */
function quoted(name: string): string {
  return name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function typeOf({ contentType }: FileToSend): string {
  return /^[\w.+-]+\/[\w.+-]+$/.test(contentType) ? contentType : 'application/octet-stream';
}
