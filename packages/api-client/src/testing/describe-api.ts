import { createOperatorApp } from '@syncline/operator';
import { startTestEngine } from '@syncline/testing';

/** What the operator of this revision serves as its description. */
export async function describeApi(): Promise<object> {
  const engine = await startTestEngine({ workers: false, sandbox: { issues: 1, repositories: 1 } });
  try {
    const app = await createOperatorApp({ context: engine.ctx });
    const { body } = await app.inject('/openapi.json');
    await app.close();
    return JSON.parse(body) as object;
  } finally {
    await engine.stop();
  }
}
