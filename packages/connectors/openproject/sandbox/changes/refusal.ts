/** What is wrong with one attribute, or with a request as a whole. */
export interface Problem {
  readonly identifier: string;
  readonly message: string;
  readonly attribute?: string;
}

/** A request that OpenProject would refuse; several problems are told together. */
export class Refusal extends Error {
  readonly status: number;
  readonly problems: readonly Problem[];

  constructor(status: number, ...problems: readonly Problem[]) {
    super(problems.map(({ message }) => message).join(' '));
    this.status = status;
    this.problems = problems;
  }

  get body() {
    const [first] = this.problems.map(renderProblem);
    if (this.problems.length === 1) return first;
    return {
      _type: 'Error',
      errorIdentifier: `${ERRORS}MultipleErrors`,
      message: 'Multiple field constraints have been violated.',
      _embedded: { errors: this.problems.map(renderProblem) },
    };
  }
}

const ERRORS = 'urn:openproject-org:api:v3:errors:';

function renderProblem({ identifier, message, attribute }: Problem) {
  return {
    _type: 'Error',
    errorIdentifier: ERRORS + identifier,
    message,
    ...(attribute !== undefined && { _embedded: { details: { attribute } } }),
  };
}

export function notFound(what = 'requested resource'): Refusal {
  return new Refusal(404, { identifier: 'NotFound', message: `The ${what} could not be found.` });
}

export function invalid(attribute: string, message: string): Problem {
  return { identifier: 'PropertyConstraintViolation', message, attribute };
}

export function badQuery(message: string): Refusal {
  return new Refusal(400, { identifier: 'InvalidQuery', message });
}
