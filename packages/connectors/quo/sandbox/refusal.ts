/** A request that Quo would refuse. */
export class Refusal extends Error {
  readonly status: number;
  /** `/body/defaultFields/firstName` */
  readonly path: string | null;

  constructor(status: number, message: string, path: string | null = null) {
    super(message);
    this.status = status;
    this.path = path;
  }
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  429: 'Too Many Requests',
};

/** The dated version answers plainly; the first one has been seen to wrap what it says, and its words have a code. */
export function bodyOf({ status, message, path }: Refusal, isFirstVersion: boolean): object {
  const errors = path === null ? undefined : [{ path, message, schema: { type: 'string' } }];
  if (isFirstVersion)
    return { error: { message, key: TITLES[status] ?? 'Unknown Error', trace: '6480612490142498014', errors } };
  return {
    message,
    docs: 'https://quo.com/docs',
    title: TITLES[status] ?? 'Unknown Error',
    trace: '6897907457496870895',
    errors,
  };
}
