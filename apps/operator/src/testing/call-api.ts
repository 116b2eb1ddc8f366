import type { App } from '../operator-deps.ts';

/** Calls of an app's routes by one person. */
export function callApi(app: () => App, actor: string) {
  const call = async (
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    payload?: object,
    headers = {},
  ) => {
    const answer = await app().inject({
      method,
      url,
      headers: { 'x-syncline-actor': actor, ...headers },
      ...(payload === undefined ? {} : { payload }),
    });
    return {
      status: answer.statusCode,
      etag: answer.headers.etag,
      body: answer.body === '' ? null : answer.json(),
    };
  };
  return {
    call,
    get: async (url: string) => (await call('GET', url)).body,
    post: (url: string, payload: object, headers?: object) => call('POST', url, payload, headers),
    put: (url: string, payload: object, headers?: object) => call('PUT', url, payload, headers),
    patch: (url: string, payload: object, headers?: object) => call('PATCH', url, payload, headers),
  };
}
