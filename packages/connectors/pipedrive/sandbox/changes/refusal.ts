/** What Pipedrive answers to what it does not do. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string | null;

  constructor(status: number, message: string, code: string | null = null) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export function invalid(field: string, why: string): Refusal {
  return new Refusal(400, `Validation failed: ${field}: ${why}`, 'ERR_SCHEMA_VALIDATION_FAILED');
}

export function notFound(what: string): Refusal {
  return new Refusal(404, `${what} not found`, 'ERR_NOT_FOUND');
}
