import { parseArgs } from 'node:util';
import { ConfigurationError } from '@syncline/runtime';

/** What `npm start -- …` understands. */
export interface Options {
  /** `owner/repo` or `owner` on github.com instead of the simulated vendors. */
  readonly github: string | null;
  /** Puts the queue on a redis-server or valkey-server that this machine has. */
  readonly redis: boolean;
  /** Size of the simulated GitHub. */
  readonly issues: number;
  /** How many edits a second people make at the simulated vendors; 0: none. */
  readonly edits: number;
  /** False: the simulated vendors are connected and read, and a configuration of one's own says what is kept in step. */
  readonly sync: boolean;
  /** False: there are no vendors but those of the configuration. */
  readonly vendors: boolean;
  readonly port: number;
  readonly webhookPort: number;
  readonly help: boolean;
}

export const usage = `Usage: npm start -- [options]

Starts Syncline with everything it needs in one process: a simulated GitHub, Jira and Salesforce in two-way sync,
and people who edit in them.

  --github OWNER/REPO  read this repository of github.com (or all of an OWNER) instead; wants GITHUB_TOKEN
  --issues N           issues of the simulated GitHub (default 5000; up to 1000000). Another number is another world
  --edits N            edits a second, at most (default 0.2; 0 for none)
  --no-edits           nobody edits by itself
  --no-sync            the vendors are connected and read; what is kept in step is yours to configure. Nobody edits
  --no-vendors         none are simulated: connections are those of your configuration
  --redis              BullMQ on a redis-server or valkey-server of this machine, started for it
  --port N             API, Bull Board and docs (default 8090; another free port when it is taken)
  --webhook-port N     webhooks in (default 8080; another free port when it is taken)
  --help

Variables: DATABASE_URL (an own Postgres), REDIS_URL (an own Redis), GITHUB_TOKEN, GITHUB_API_URL (an
Enterprise Server), GITHUB_WEBHOOK_SECRET, SYNCLINE_PUBLIC_URL (how GitHub reaches the webhook port), LOG_LEVEL, SYNCLINE_POLL_INTERVAL_MS.

Examples:
  npm start
  GITHUB_TOKEN=… npm start -- --github octocat/hello-world
`;

/** Throws ConfigurationError for what it does not understand. */
export function parseOptions(args: readonly string[]): Options {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        github: { type: 'string' },
        'no-sync': { type: 'boolean', default: false },
        'no-vendors': { type: 'boolean', default: false },
        redis: { type: 'boolean', default: false },
        issues: { type: 'string', default: '5000' },
        edits: { type: 'string', default: '0.2' },
        'no-edits': { type: 'boolean', default: false },
        port: { type: 'string', default: '8090' },
        'webhook-port': { type: 'string', default: '8080' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.github !== undefined && !/^[\w.-]+(\/[\w.-]+)?$/.test(values.github))
      throw new Error(`--github wants OWNER/REPO or OWNER, not ${values.github}`);
    return {
      github: values.github ?? null,
      redis: values.redis,
      issues: numberIn('--issues', values.issues, 0, 1_000_000),
      sync: !values['no-sync'],
      vendors: !values['no-vendors'],
      edits: values['no-edits'] || values['no-sync'] ? 0 : numberIn('--edits', values.edits, 0, 100, false),
      port: numberIn('--port', values.port, 0, 65_535),
      webhookPort: numberIn('--webhook-port', values['webhook-port'], 0, 65_535),
      help: values.help,
    };
  } catch (error) {
    throw new ConfigurationError(`${error instanceof Error ? error.message : String(error)}\nSee npm start -- --help`);
  }
}

function numberIn(name: string, text: string, min: number, max: number, whole = true): number {
  const value = Number(text);
  if (
    text.trim() === '' ||
    !Number.isFinite(value) ||
    value < min ||
    value > max ||
    (whole && !Number.isInteger(value))
  ) {
    throw new Error(`${name} wants a ${whole ? 'whole ' : ''}number from ${min} to ${max}, not ${text}`);
  }
  return value;
}
