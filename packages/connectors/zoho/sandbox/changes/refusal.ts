import type { Json } from '@syncline/core';

/** What Zoho would refuse, alone or as an entry of a list. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: Readonly<Record<string, Json>>;

  constructor(status: number, code: string, message: string, details: Readonly<Record<string, Json>> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }

  /** As Zoho words it. */
  body() {
    return { code: this.code, details: this.details, message: this.message, status: 'error' };
  }
}

export function unknownId(id: string): Refusal {
  return new Refusal(400, 'INVALID_DATA', 'the id given seems to be invalid', { id });
}

export function invalidModule(module: string): Refusal {
  return new Refusal(400, 'INVALID_MODULE', 'The module name given seems to be invalid', { module });
}
