import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';

export interface UploadedFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** A form as it was sent, with the one file that it may have. */
export class UploadedForm {
  readonly fields: Readonly<Record<string, string>>;
  readonly file: UploadedFile | null;

  constructor(fields: Readonly<Record<string, string>>, file: UploadedFile | null) {
    this.fields = fields;
    this.file = file;
  }

  /** As journals keep it. */
  toJSON(): object {
    const { fields, file } = this;
    return { fields, file: file && { ...file, bytes: file.bytes.toString('base64') } };
  }
}

/** Has a simulator take forms with a file in them. */
export function takeUploads(app: FastifyInstance): void {
  app.addContentTypeParser('multipart/form-data', async (request: FastifyRequest, payload: Readable) => {
    const chunks: Buffer[] = [];
    for await (const chunk of payload) chunks.push(chunk as Buffer);
    const whole = Buffer.concat(chunks);
    if (whole[0] === 0x7b) return fromJournal(whole);
    return parseForm(whole, request.headers['content-type'] ?? '');
  });
}

export function formOf(request: FastifyRequest): UploadedForm {
  return request.body instanceof UploadedForm ? request.body : new UploadedForm({}, null);
}

function fromJournal(whole: Buffer): UploadedForm {
  const { fields, file } = JSON.parse(whole.toString()) as {
    readonly fields: Record<string, string>;
    readonly file: { readonly fileName: string; readonly contentType: string; readonly bytes: string } | null;
  };
  return new UploadedForm(fields, file && { ...file, bytes: Buffer.from(file.bytes, 'base64') });
}

const GAP = Buffer.from('\r\n\r\n');

function parseForm(whole: Buffer, contentType: string): UploadedForm {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1] ?? '';
  const mark = Buffer.from(`--${boundary}`);
  const fields: Record<string, string> = {};
  let file: UploadedFile | null = null;
  for (let at = whole.indexOf(mark); at >= 0; ) {
    const next = whole.indexOf(mark, at + mark.length);
    if (next < 0) break;
    const gap = whole.indexOf(GAP, at);
    const head = whole.subarray(at + mark.length, gap).toString();
    const body = whole.subarray(gap + GAP.length, next - 2);
    const name = /[; ]name="([^"]*)"/.exec(head)?.[1] ?? '';
    const fileName = /filename="([^"]*)"/.exec(head)?.[1];
    if (fileName === undefined) fields[name] = body.toString();
    else {
      const type = /content-type:\s*([^\r\n]+)/i.exec(head)?.[1] ?? 'application/octet-stream';
      file = { fileName: fileName.replaceAll('%22', '"'), contentType: type, bytes: Buffer.from(body) };
    }
    at = next;
  }
  return new UploadedForm(fields, file);
}
