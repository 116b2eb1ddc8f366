/** A change that GitHub would refuse; `status` and the rest are what its answer says. */
export class Refusal extends Error {
  readonly status: number;
  readonly errors: readonly {
    readonly resource: string;
    readonly field: string;
    readonly code: string;
    readonly message?: string;
  }[];

  constructor(status: number, message: string, errors: Refusal['errors'] = []) {
    super(message);
    this.status = status;
    this.errors = errors;
  }
}

export function invalid(
  resource: string,
  field: string,
  code: 'missing' | 'missing_field' | 'invalid' | 'already_exists' | 'custom',
  message?: string,
): Refusal {
  return new Refusal(422, 'Validation Failed', [
    { resource, field, code, ...(message === undefined ? {} : { message }) },
  ]);
}

export function notFound(): Refusal {
  return new Refusal(404, 'Not Found');
}
