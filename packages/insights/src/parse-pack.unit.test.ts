import { describe, expect, it } from 'vitest';
import { findingOf } from './finding-of.ts';
import { parsePack } from './parse-pack.ts';
import { readPacks, shippedPack } from './read-packs.ts';

const good = `version: 1
rules:
  - id: stale
    title: Stale
    sql: |
      select id as entity_id, name
      from deals
    evidence: [name]
    says: "{name} is stale"
`;
const problems = (text: string) =>
  parsePack('ours.yaml', text).problems.map(({ line, rule, message }) => `${line} ${rule ?? '-'}: ${message}`);
const changed = (from: string, to: string) => problems(good.replace(from, to));

describe('a pack of rules', () => {
  it('is read with what is not said', () => {
    const { rules, problems: none } = parsePack('ours.yaml', good);
    expect(none).toEqual([]);
    expect(rules).toEqual([
      expect.objectContaining({
        id: 'stale',
        severity: 'warning',
        entity: 'entity_id',
        everyMinutes: 15,
        timeoutSeconds: 10,
        params: {},
        file: 'ours.yaml',
        line: 3,
      }),
    ]);
  });

  it('that comes with Syncline is right', async () => {
    const { rules, problems: wrong } = await readPacks([shippedPack]);
    expect(wrong).toEqual([]);
    expect(rules.map(({ id }) => id)).toEqual([
      'interest_in_stock',
      'item_talked_about',
      'stale_deals',
      'close_date_past',
      'work_done_deal_open',
      'account_without_owner',
      'account_with_two_owners',
    ]);
  });

  it.each([
    ['from deals', 'from deals where pg_sleep(1) is null', ['7 stale: sql: pg_sleep is none of the views']],
    ['id: stale', 'id: Stale Deals', [expect.stringMatching(/^3 Stale Deals: id: small letters/)]],
    ['title: Stale', 'titel: Stale', expect.arrayContaining([expect.stringMatching(/^3 stale: (title|Unrecognized)/)])],
    ['says: "{name} is stale"', 'says: "{amount} is stale"', ['9 stale: says: {amount} is not among the evidence']],
    ['evidence: [name]', 'evidence: [name]\n    watch: [stage]', ['9 stale: watch: stage is not among the evidence']],
    ['evidence: [name]', 'evidence: []', [expect.stringMatching(/^8 stale: evidence/)]],
    ['version: 1', 'version: 2', [expect.stringMatching(/^1 -: version/)]],
    ['rules:', 'rules: [', [expect.stringMatching(/^\d+ -: /), ...[]]],
  ])('%s, as %s', (from, to, expected) => {
    const found = changed(from, to);
    if (to === 'rules: [') expect(found[0]).toEqual(expected[0 as never]);
    else expect(found).toEqual(expected);
  });

  it('keeps the rules that are right beside one that is not, and one of each id', () => {
    const second = good.slice(good.indexOf('  - id'));
    const { rules, problems: wrong } = parsePack('ours.yaml', good + second + second.replaceAll('stale', 'other'));
    expect(rules.map(({ id }) => id)).toEqual(['stale', 'other']);
    expect(wrong).toEqual([
      {
        file: 'ours.yaml',
        line: 10,
        rule: 'stale',
        message: 'there is a rule stale above',
        fix: 'Give it an id of its own.',
      },
    ]);
  });

  it('says that a folder is not there', async () => {
    const { problems: wrong } = await readPacks(['/nowhere/rules']);
    expect(wrong).toEqual([
      expect.objectContaining({ file: '/nowhere/rules', message: expect.stringContaining('ENOENT') }),
    ]);
  });
});

describe('a row of a rule', () => {
  const id = '0199a2b4-7d51-7000-8000-000000000001';
  const [rule] = parsePack(
    'ours.yaml',
    `${good}    key: name
    watch: [name]
    proposal:
      title: Close {name}
      fields: { stage: lost, was: "{name}", next_step: "ask about {name}" }
`.replace('watch: [name]', 'watch: []'),
  ).rules;

  it('is a finding, told apart by its key, with what is proposed', () => {
    expect(findingOf(rule!, { entity_id: id, name: 'Refit' })).toEqual({
      key: `${id} "Refit"`,
      entityId: id,
      summary: 'Refit is stale',
      evidence: { name: 'Refit' },
      fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
      proposal: { title: 'Close Refit', fields: { stage: 'lost', was: 'Refit', next_step: 'ask about Refit' } },
    });
  });

  it('is none without an entity or a column that is shown', () => {
    expect(findingOf(rule!, { entity_id: 7, name: 'Refit' })).toContain('holds no id of an entity');
    expect(findingOf(rule!, { entity_id: id })).toContain('selects no column name');
  });

  it('has a fingerprint of what is watched alone', () => {
    const print = (name: string) => (findingOf(rule!, { entity_id: id, name }) as { fingerprint: string }).fingerprint;
    expect(print('a')).toBe(print('b'));
    const [all] = parsePack('ours.yaml', good).rules;
    const printOfAll = (name: string) =>
      (findingOf(all!, { entity_id: id, name }) as { fingerprint: string }).fingerprint;
    expect(printOfAll('a')).not.toBe(printOfAll('b'));
  });
});
