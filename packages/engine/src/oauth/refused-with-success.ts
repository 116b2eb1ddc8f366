/**
 * A token answer as RFC 6749 has it. Some servers (Zoho's, GitHub's) refuse with status 200 and `{ "error": … }`, which
 * would pass for an answer that can't be read and be asked for again and again: it becomes the 400 that it means.
 */
export async function refusedWithSuccess(answer: Response): Promise<Response> {
  if (answer.status !== 200) return answer;
  const body: unknown = await answer
    .clone()
    .json()
    .catch(() => null);
  const isRefusal =
    typeof body === 'object' &&
    body !== null &&
    'error' in body &&
    typeof body.error === 'string' &&
    !('access_token' in body);
  return isRefusal
    ? new Response(JSON.stringify(body), { status: 400, headers: { 'content-type': 'application/json' } })
    : answer;
}
