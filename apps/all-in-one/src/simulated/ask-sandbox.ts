/** What a person does in the browser of a simulated vendor, by its control routes. Throws when it refuses. */
export async function askSandbox<Answer = void>(
  url: string,
  method: 'GET' | 'POST' | 'PATCH',
  path: string,
  body?: Readonly<Record<string, unknown>>,
): Promise<Answer> {
  const answer = await fetch(`${url}${path}`, {
    method,
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok)
    throw new Error(`The sandbox answered ${method} ${path} with ${answer.status}: ${text.slice(0, 200)}`);
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
}
