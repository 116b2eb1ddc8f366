import { randomUUID } from 'node:crypto';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** A request to the operator, as it is injected. */
export function requestOf(method: Method, url: string, payload: object | undefined, bearer: string) {
  return {
    method,
    url,
    headers: {
      authorization: `Bearer ${bearer}`,
      // Answers are kept, to be given again.
      ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
    },
    ...(payload === undefined ? {} : { payload }),
  };
}

/** Requests that are not right, with a secret in them. */
export async function askWrongly(
  gitlabPath: string,
  ask: (method: Method, url: string, payload?: object) => Promise<unknown>,
  plant: (name: string) => string,
): Promise<void> {
  await ask('PUT', `${gitlabPath}/credentials/nonsense`, { value: plant('secret under a wrong name') });
  await ask('PUT', `${gitlabPath}/credentials/token`, { value: { nested: plant('secret in a wrong shape') } });
  await ask('PUT', `${gitlabPath}/credentials/token`, { valu: plant('secret under a wrong field') });
  await ask('POST', '/api/v1/sync/configs', {
    name: 'leaky',
    secret_reference: plant('secret in place of a reference'),
    settings: { kinds: {} },
  });
  await ask('DELETE', `${gitlabPath}/credentials/webhookSecret`);
}
