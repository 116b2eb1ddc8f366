import { csrfHeaders, type Import } from './client.ts';
import { type StandingImport, withTag } from './import-queries.ts';
import { ApiProblem } from './problem.ts';

export interface Upload {
  readonly file: File;
  /** What somebody says of its layout, by the names of the API. */
  readonly words: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** Of one; 1: all is sent, and is being looked at. */
  readonly onProgress: (share: number) => void;
}

const place = 'POST /api/v1/imports';

/**
 * Sends a file as it is, piece by piece from the disk. `fetch` tells of no progress and streams over HTTP/2 alone, so this is
 * an XMLHttpRequest. Throws ApiProblem, and a DOMException named AbortError once it is stopped.
 */
export function upload({ file, words, signal, onProgress }: Upload): Promise<StandingImport> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const query = new URLSearchParams({ ...words, name: file.name });
    request.open('POST', `/api/v1/imports?${query}`);
    request.responseType = 'json';
    request.setRequestHeader('content-type', 'application/octet-stream');
    for (const [name, value] of Object.entries(csrfHeaders())) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 1 : loaded / total);
    request.onload = () => {
      if (request.status === 201)
        resolve(withTag({ body: request.response as Import, etag: request.getResponseHeader('etag') ?? '*' }));
      else reject(new ApiProblem(request.status, place, request.response));
    };
    request.onerror = () => reject(new ApiProblem(0, place, { detail: 'The file could not be sent.' }));
    request.onabort = () => reject(new DOMException('The file is no longer sent.', 'AbortError'));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    if (signal.aborted) request.abort();
    else request.send(file);
  });
}
