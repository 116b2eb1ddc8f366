import { createHash } from 'node:crypto';
import type { UploadedFile } from '@syncline/sandbox';

export interface SandboxUpload extends UploadedFile {
  readonly secret: string;
  readonly projectId: number;
}

/** Files of projects, known by their secrets alone. */
export class UploadStore {
  readonly #uploads = new Map<string, SandboxUpload>();
  readonly #seed: number;
  /** The largest that is taken, in bytes. */
  largest = 100 * 1024 * 1024;

  constructor(seed: number) {
    this.#seed = seed;
  }

  add(projectId: number, file: UploadedFile): SandboxUpload {
    const secret = createHash('md5').update(`${this.#seed}/${this.#uploads.size}`).digest('hex');
    const upload = { ...file, fileName: keptName(file.fileName), secret, projectId };
    this.#uploads.set(secret, upload);
    return upload;
  }

  /** Of a project; deleted ones have no bytes. */
  of(projectId: number): SandboxUpload[] {
    return [...this.#uploads.values()].filter((upload) => upload.projectId === projectId && upload.bytes.length > 0);
  }

  find(projectId: number, secret: string, fileName: string): SandboxUpload | undefined {
    return this.of(projectId).find((upload) => upload.secret === secret && upload.fileName === fileName);
  }

  remove(upload: SandboxUpload): void {
    this.#uploads.set(upload.secret, { ...upload, bytes: Buffer.alloc(0) });
  }
}

export function addressOf({ secret, fileName }: SandboxUpload): string {
  return `/uploads/${secret}/${fileName}`;
}

function keptName(name: string): string {
  return name.replaceAll(/[^\p{L}\p{M}\p{Nd}\p{Pc}.+-]/gu, '_');
}
