import type { Json } from '@syncline/core';

/** A call that was made and failed: which attempt it was, and what it sent. */
export class WriteRefused extends Error {
  override readonly name = 'WriteRefused';
  readonly attemptId: number;
  readonly fields: Readonly<Record<string, Json>>;

  constructor(attemptId: number, fields: Readonly<Record<string, Json>>, cause: unknown) {
    super('the write failed', { cause });
    this.attemptId = attemptId;
    this.fields = fields;
  }
}
