import { PassThrough } from 'node:stream';
import { SynclineError } from '@syncline/core';
import type { HttpRequest, HttpResponse } from 'jsforce';
import { StreamPromise } from 'jsforce/lib/util/promise.js';
import type { SalesforceAnswer } from './client.ts';

/** What jsforce sends one call with: our fetch, under the caller's signal. Keeps the answer, of which jsforce hands on the body alone. */
export class CallTransport {
  readonly #fetch: typeof globalThis.fetch;
  readonly #signal: AbortSignal;
  #answer: SalesforceAnswer | null = null;

  constructor(fetch: typeof globalThis.fetch, signal: AbortSignal) {
    this.#fetch = fetch;
    this.#signal = signal;
  }

  httpRequest(request: HttpRequest): StreamPromise<HttpResponse> {
    return StreamPromise.create(() => ({ stream: new PassThrough(), promise: this.#send(request) }));
  }

  answer(): SalesforceAnswer {
    if (this.#answer === null) throw new Error('jsforce made no call');
    return this.#answer;
  }

  async #send(request: HttpRequest): Promise<HttpResponse> {
    const { 'content-length': _, ...headers } = request.headers ?? {};
    const response = await this.#fetch(request.url, {
      method: request.method,
      headers,
      signal: this.#signal,
      ...(typeof request.body === 'string' && { body: request.body }),
    });
    // Two records under one external id, which a unique field rules out.
    if (response.status === 300)
      throw new SynclineError({
        class: 'invalid',
        code: 'salesforce_key_not_unique',
        message: 'Salesforce has several records under one Syncline_Key__c: the field must be unique.',
        status: 300,
      });
    const text = await response.text();
    const date = Date.parse(response.headers.get('date') ?? '');
    this.#answer = {
      status: response.status,
      headers: response.headers,
      text,
      observedAt: Number.isNaN(date) ? new Date() : new Date(date),
    };
    return { statusCode: response.status, headers: Object.fromEntries(response.headers), body: text };
  }
}
