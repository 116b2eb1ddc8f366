/** What the proxy is asked for (`POST /api/v3/tools/execute/proxy`). */
export interface ProxyCall {
  readonly connected_account_id?: string;
  readonly endpoint: string;
  readonly method: string;
  readonly body?: unknown;
  readonly parameters?: readonly {
    readonly name: string;
    readonly value: string;
    readonly type: 'header' | 'query';
  }[];
}

export interface ProxyAnswer {
  readonly data?: unknown;
  readonly binary_data?: object;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** Makes the call at the vendor with the credentials of the account; null when the vendor did not answer. */
export async function carryOut(call: ProxyCall, token: string): Promise<ProxyAnswer | null> {
  const url = new URL(call.endpoint);
  const headers = new Headers({ authorization: `Bearer ${token}` });
  for (const { name, value, type } of call.parameters ?? []) {
    if (type === 'query') url.searchParams.append(name, value);
    else headers.set(name, value);
  }
  if (call.body !== undefined && !headers.has('content-type')) headers.set('content-type', 'application/json');
  let answer: Response;
  try {
    answer = await fetch(url, {
      method: call.method,
      headers,
      ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
    });
  } catch {
    return null;
  }
  const text = await answer.text();
  const shown = Object.fromEntries(answer.headers);
  // What is no JSON comes as a file.
  if (/csv|octet-stream/.test(shown['content-type'] ?? ''))
    return {
      binary_data: { url: 'https://files.example/1', content_type: 'text/csv', size: text.length, expires_at: '' },
      status: answer.status,
      headers: shown,
    };
  return { data: dataOf(text), status: answer.status, headers: shown };
}

function dataOf(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
