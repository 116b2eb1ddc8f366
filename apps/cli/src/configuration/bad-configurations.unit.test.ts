import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'syncline-bad-'));
const good = `version: 1
workspaces:
  default:
    connections:
      left:
        connector: salesforce
        base_url: https://left.my.salesforce.com
        settings: { organizationId: 00D5g000004XyzzEAC }
        secrets: { clientId: env:LEFT_ID, clientSecret: env:LEFT_SECRET }
      code:
        connector: github
        base_url: https://api.github.com
        settings: { owner: acme }
        secrets:
          token: env:GITHUB_TOKEN
      crm: { connector: salesforce, managed_by: api }
      hub: { connector: github, managed_by: api }
    sync_configs:
      tasks:
        two_way_create: true
        settings:
          kinds:
            work_item:
              policies:
                title: manual
              members:
                - connection: crm
                  stream: tasks
                  createIn: org
                  fields:
                    title: subject
                - connection: hub
                  stream: issues
                  createIn: acme/web
                  fields:
                    title: title
      deals:
        preset: github-salesforce
        connections: { github: code, salesforce: left }
    policies:
      deal:
        amount: crm_wins
    schedules:
      left: { poll: 10m }
    windows:
      nightly: { from: "20:00", to: "06:00", time_zone: Europe/Berlin }
    alerts:
      stale: { signal: checkpoint_age, above: 600 }
`;

async function validate(name: string, text: string, ...options: string[]) {
  const file = join(folder, name);
  writeFileSync(file, text);
  let out = '';
  const code = await runCli(['config', 'validate', file, ...options], {
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (out += text) },
    environment: {},
    signal: new AbortController().signal,
  });
  return { code, out, file };
}

/** What is written in place of what (§ marks where it is to be found), and the words that help. */
const bad: readonly (readonly [string, string, string, string])[] = [
  ['a key that is misspelt at the top', 'version: 1', '§verzion: 1', 'did you mean version?'],
  ['a section that is misspelt', '    sync_configs:', '    §sync_config:', 'did you mean sync_configs?'],
  ['a setting that is misspelt', 'two_way_create: true', '§two_way_creat: true', 'did you mean two_way_create?'],
  ['a setting deep below', 'createIn: org', '§create_in: org', 'did you mean createIn?'],
  ['a word for a number', 'two_way_create: true', '§sync_interval: soon', 'expected number'],
  ['a number out of range', 'two_way_create: true', '§sync_interval: 5', '>=10'],
  ['a connector that there is not', 'connector: salesforce', '§connector: salesfroce', 'did you mean salesforce?'],
  ['a connection without a connector', '        connector: github\n', '', 'is missing; it is one of composio, github'],
  [
    'a setting that the connector does not know',
    '{ owner: acme }',
    '{ owner: acme, §repositoris: [web] }',
    'did you mean repositories?',
  ],
  ['a setting that the connector needs', 'settings: { owner: acme }', '§settings: {}', 'is missing'],
  ['a secret itself', 'token: env:GITHUB_TOKEN', '§token: hunter2hunter2', 'env:NAME or file:/path'],
  ['a token of a vendor', 'token: env:GITHUB_TOKEN', `§token: ghp_${'a'.repeat(36)}`, 'env:NAME or file:/path'],
  [
    'a secret that is needed',
    'secrets:\n          token: env:GITHUB_TOKEN',
    '§secrets: { webhookSecret: env:X }',
    'is missing',
  ],
  [
    'a secret that the connector does not have',
    'token: env:GITHUB_TOKEN',
    '§tokn: env:GITHUB_TOKEN',
    'did you mean token?',
  ],
  ['an address that is none', 'base_url: https://api.github.com', '§base_url: api.github.com', 'URL'],
  ['no address', '        base_url: https://api.github.com\n', '', 'the address of its API'],
  ['a connection that there is not', '- connection: crm', '- §connection: crn', 'did you mean crm?'],
  ['a stream that there is not', 'stream: issues', '§stream: isues', 'did you mean issues?'],
  ['a field that there is not', 'title: subject', '§title: subjet', 'did you mean subject?'],
  ['a policy that there is not', 'title: manual', '§title: elder_win', 'did you mean elder_wins?'],
  [
    'a preset that there is not',
    'preset: github-salesforce',
    '§preset: github-salesfroce',
    'did you mean github-salesforce?',
  ],
  ['a connection that the preset has not', 'salesforce: left }', '§salesforze: left }', 'did you mean salesforce?'],
  ['a kind that there is not', '      deal:\n', '      §deel:\n', 'did you mean deal?'],
  ['a schedule of nobody', 'left: { poll: 10m }', '§lft: { poll: 10m }', 'did you mean left?'],
  ['a duration without a unit', 'poll: 10m', '§poll: "10"', '90s, 5m, 12h or 7d'],
  ['a poll that is too often', 'poll: 10m', '§poll: 1s', '10s to 7d'],
  ['a clock that is none', 'from: "20:00"', '§from: "25:00"', 'HH:MM'],
  ['a time zone that there is not', 'time_zone: Europe/Berlin', '§time_zone: Europe/Berlon', 'time zone'],
  ['an alert of nothing', 'signal: checkpoint_age', '§signal: checkpoint_ages', 'did you mean checkpoint_age?'],
  [
    'an alert without a bound',
    'stale: { signal: checkpoint_age, above: 600 }',
    '§stale: { signal: checkpoint_age }',
    'above or below',
  ],
  ['a key twice', 'version: 1', 'version: 1\n§version: 1', 'unique'],
  ['broken YAML', 'left: { poll: 10m }', 'left: { poll: 10m', 'Flow map'],
];

describe('a configuration', () => {
  it('that is right is found right', async () => {
    expect(await validate('good.yaml', good)).toMatchObject({ code: 0 });
  });

  it.each(bad)('with %s is refused with its line', async (_what, part, by, words) => {
    expect(good).toContain(part);
    const marked = good.replace(part, by);
    const { code, out, file } = await validate('bad.yaml', marked.replace('§', ''));
    expect(code).toBe(78);
    const before = marked.slice(0, marked.indexOf('§')).split('\n');
    if (marked.includes('§')) expect(out).toContain(`${file}:${before.length}:${before.at(-1)!.length + 1} `);
    else expect(out).toMatch(/bad\.yaml:[1-9]\d*:[1-9]\d* /);
    expect(out).toContain(words);
    expect(out).not.toContain('hunter2');
    expect(out).not.toContain('ghp_');
  });

  it('is JSON or TypeScript as well, with lines of its own', async () => {
    const { parse } = await import('yaml');
    const document = parse(good) as { workspaces: { default: { schedules: unknown } } };
    expect(await validate('good.json', JSON.stringify(document))).toMatchObject({ code: 0 });
    const source = (poll: string): string =>
      `// Computed where that is easier.\nconst { workspaces: { default: all } } = ${JSON.stringify(document)} as never as { workspaces: { default: object } };\n` +
      `export default {\n  workspaces: {\n    default: {\n      ...all,\n      schedules: {\n        left: { poll: '${poll}' },\n      },\n    },\n  },\n};\n`;
    expect(await validate('good.config.ts', source('5m'))).toMatchObject({ code: 0 });
    const { code, out } = await validate('bad.config.ts', source('5 minutes'));
    expect(code).toBe(78);
    expect(out).toContain('bad.config.ts:8:17 workspaces.default.schedules.left.poll: ');
  });

  it('tells all of its problems at once, as one document too', async () => {
    const text = good.replace('verzion', 'version').replace('poll: 10m', 'pol: 10m').replace('"06:00"', '6');
    const { code, out } = await validate('many.yaml', text, '--json');
    expect(code).toBe(78);
    const { ok, problems } = JSON.parse(out) as { ok: boolean; problems: { path: string }[] };
    expect(ok).toBe(false);
    expect(problems.map(({ path }) => [path])).toEqual([
      ['workspaces.default.schedules.left.poll'],
      ['workspaces.default.schedules.left.pol'],
      ['workspaces.default.windows.nightly.to'],
    ]);
  });
});

it.each(['github-salesforce.config.yaml', 'mirror.config.yaml'])(
  'the example %s is right, and names its schema',
  async (name) => {
    const text = readFileSync(new URL(`../../../../docs/examples/${name}`, import.meta.url), 'utf8');
    expect(text).toMatch(/^# yaml-language-server: \$schema=\.\.\/\.\.\/apps\/cli\/schemas\/syncline-config\.json\n/);
    expect(await validate(name, text)).toMatchObject({ code: 0 });
  },
);
