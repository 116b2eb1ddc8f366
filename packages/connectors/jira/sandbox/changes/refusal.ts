/** A change that Jira would refuse; what it says, in general and field by field. */
export class Refusal extends Error {
  readonly status: number;
  readonly errors: Readonly<Record<string, string>>;

  constructor(status: number, message: string | null, errors: Readonly<Record<string, string>> = {}) {
    super(message ?? '');
    this.status = status;
    this.errors = errors;
  }

  get body() {
    return { errorMessages: this.message === '' ? [] : [this.message], errors: this.errors };
  }
}

export function noSuchIssue(): Refusal {
  return new Refusal(404, 'Issue does not exist or you do not have permission to see it.');
}
