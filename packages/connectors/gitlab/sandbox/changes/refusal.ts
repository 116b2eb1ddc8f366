/** A change that GitLab would refuse: `{ message }`, or `{ error }` for what a parameter's own check finds. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: object;

  constructor(status: number, body: string | Readonly<Record<string, unknown>>, key: 'message' | 'error' = 'message') {
    super(typeof body === 'string' ? body : JSON.stringify(body));
    this.status = status;
    this.body = { [key]: body };
  }
}

export function notFound(what: string): Refusal {
  return new Refusal(404, `404 ${what} Not Found`);
}

/** A model's check that fails. */
export function unfit(field: string, why: string): Refusal {
  return new Refusal(400, { [field]: [why] });
}

/** A parameter's check that fails. */
export function badParameter(words: string): Refusal {
  return new Refusal(400, words, 'error');
}
