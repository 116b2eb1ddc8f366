/** What Salesforce would refuse; an entry of a collection uses its code as `statusCode`. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: readonly string[];

  constructor(status: number, code: string, message: string, fields: readonly string[] = []) {
    super(message);
    this.status = status;
    this.code = code;
    this.fields = fields;
  }
}

export function notFound(message = 'The requested resource does not exist'): Refusal {
  return new Refusal(404, 'NOT_FOUND', message);
}
