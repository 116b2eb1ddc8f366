import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export interface WebhookExample {
  readonly event: string;
  readonly payload: Record<string, unknown>;
}

/** Every payload that GitHub's examples package has, Enterprise Server's included. */
export function webhookExamples(): WebhookExample[] {
  const folder = dirname(createRequire(import.meta.url).resolve('@octokit/webhooks-examples/package.json'));
  return readdirSync(folder)
    .filter((name) => name === 'api.github.com' || name.startsWith('ghes-'))
    .flatMap((host) => {
      const events = JSON.parse(readFileSync(join(folder, host, 'index.json'), 'utf8')) as {
        name: string;
        examples: Record<string, unknown>[];
      }[];
      return events.flatMap(({ name, examples }) => examples.map((payload) => ({ event: name, payload })));
    });
}
