/** What went wrong with a call, in the words that the API has for it. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  /** 0: nobody answered. */
  readonly status: number;
  readonly code: string;
  readonly detail: string | null;
  /** What was asked: `POST /api/v1/sync`. */
  readonly place: string;
  /** Names the request in the operator's log. */
  readonly instance: string | null;
  /** What is wrong with which field of what was sent. */
  readonly errors: readonly { readonly field: string; readonly message: string }[];

  constructor(status: number, place: string, body: unknown) {
    const { title, code, detail, instance, errors } = (body ?? {}) as Record<string, unknown>;
    super(typeof title === 'string' ? title : status === 0 ? 'The operator does not answer' : `Answer ${status}`);
    this.status = status;
    this.place = place;
    this.code = typeof code === 'string' ? code : status === 0 ? 'no-answer' : 'unknown';
    this.detail = typeof detail === 'string' ? detail : null;
    this.errors = Array.isArray(errors) ? (errors as ApiProblem['errors']) : [];
    this.instance = typeof instance === 'string' ? instance : null;
  }
}

/** The places that a refused change names; none of any other failure. */
export function fieldProblems(error: unknown): ApiProblem['errors'] {
  return error instanceof ApiProblem ? error.errors : [];
}

const fixes: Readonly<Record<string, string>> = {
  unauthorized: 'Sign in again.',
  csrf: 'Load the page again: the session was opened anew elsewhere.',
  'role-too-low': 'Sign in with a key of that role: syncline keys create NAME --role …',
  'scope-missing': 'Sign in with a key that has this scope.',
  'stale-plan': 'Look at what would change once more, and decide on that.',
  stale: 'Somebody was quicker. Look at what stands now, and decide on that.',
  'needs-approval': 'Look at Approvals.',
  'wrong-state': 'It has moved on since it was shown. What stands now is being read.',
  unavailable: 'Check that Postgres runs; /readyz says what is missing.',
  'no-answer': 'Check that the operator runs and that this browser reaches it. The page tries again by itself.',
  'too-many-requests': 'Wait a moment.',
  internal: 'Look for the request below in the log of the operator.',
};

/** What to do about a problem; null when the problem says it all. */
export function fixOf(problem: ApiProblem): string | null {
  return fixes[problem.code] ?? null;
}

/** Any failure as a problem: what is none of the API's is a fault of the page. */
export function problemOf(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new ApiProblem(-1, 'this page', { title: 'This page has a fault', code: 'page', detail: message });
}
