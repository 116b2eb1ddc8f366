import { createHealth } from '@syncline/runtime';
import type { TestEngine } from '@syncline/testing';
import { createIngressApp, type IngressOptions } from '../create-ingress-app.ts';

export interface TestIngress {
  /** Where it listens. */
  readonly url: string;
  /** Where deliveries of the engine's connection go. */
  readonly webhookUrl: string;
  close(): Promise<void>;
}

/** The real ingress over real HTTP, for the connection of a test engine. */
export async function startTestIngress(
  { ctx, connectionId }: Pick<TestEngine, 'ctx' | 'connectionId'>,
  options: Partial<IngressOptions> = {},
): Promise<TestIngress> {
  const app = createIngressApp({ ctx, health: createHealth(), ...options });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  return { url, webhookUrl: `${url}/webhooks/${connectionId}`, close: () => app.close() };
}
