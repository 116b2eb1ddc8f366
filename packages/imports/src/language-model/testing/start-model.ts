import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ModelServer {
  /** What a client is given as its address. */
  readonly url: string;
  /** Bodies of requests as they came, and their keys. */
  readonly asked: { readonly body: string; readonly authorization: string | undefined }[];
  close(): Promise<void>;
}

export interface ModelAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** What the model says; undefined: nothing is ever answered. */
  readonly says?: string | null;
}

/** A service that speaks chat completions on a real port, and says what it is told to. */
export async function startModel(answer: () => ModelAnswer): Promise<ModelServer> {
  const asked: { body: string; authorization: string | undefined }[] = [];
  const server = createServer((request, response) => {
    void textOf(request).then((body) => {
      asked.push({ body, authorization: request.headers.authorization });
      const { status = 200, headers = {}, says } = answer();
      if (says === undefined && status === 200) return;
      const message = { role: 'assistant', content: says, refusal: null };
      const completion = {
        id: 'c1',
        object: 'chat.completion',
        created: 1,
        model: 'm',
        choices: [{ index: 0, finish_reason: 'stop', logprobs: null, message }],
      };
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(status === 200 ? completion : { error: { message: `not with ${body}` } }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
