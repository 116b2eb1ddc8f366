import { type SyncEngine, startSyncEngine } from '@syncline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFiveTrackers, type Tracker, type Word } from '../testing/five-trackers.ts';

const NAMES = ['github', 'gitlab', 'jira', 'trello', 'openproject'] as const;
/** Five times two: at each tracker its own, and the twins of the others'. */
const TEXTS = 10;

describe('a text that names people, made at each of five trackers', () => {
  let trackers: Tracker[];
  let engine: SyncEngine;
  const at = (name: string): Tracker => trackers.find(({ side }) => side.name === name)!;
  /** Two of the table, and a stranger; GitLab's goes by the name that one of the table has at Trello. */
  const known = (tracker: Tracker): string => tracker.people[0]!;
  const other = (tracker: Tracker): string => tracker.people[1]!;
  const stranger = (tracker: Tracker): string => tracker.people[2]!;
  /** Of a hidden e-mail address, and of a name that others have. */
  const hidden = (tracker: Tracker): string => tracker.hidden;

  beforeAll(async () => {
    trackers = await startFiveTrackers();
    engine = await startSyncEngine({ sides: trackers.map(({ side }) => side), logLevel: 'silent' });
    const line = (who: (tracker: Tracker) => string) =>
      Object.fromEntries(trackers.map((tracker) => [tracker.side.name, who(tracker)]));
    await engine.configure('all', {
      people: [line(known), line(other)],
      kinds: {
        user: {
          members: trackers.map(({ side }) => ({
            connection: side.name,
            stream: side.name === 'trello' ? 'members' : 'users',
            direction: 'in',
            fields: { name: 'name', email: side.name === 'gitlab' ? 'public_email' : 'email' },
            match: ['email', 'name'],
          })),
        },
        work_item: {
          members: trackers.map(({ side, scope, title, body, defaults }) => ({
            connection: side.name,
            stream: { trello: 'cards', openproject: 'work_packages' }[side.name] ?? 'issues',
            createIn: scope,
            fields: { title, body },
            ...(defaults && { defaults }),
          })),
        },
        comment: {
          members: trackers.map(({ side, scope }) => ({
            connection: side.name,
            stream: 'comments',
            createIn: scope,
            fields: { body: 'body' },
          })),
        },
      },
    });
    const said = trackers.map((tracker) => {
      // Whoever typed these at another tracker mentioned nobody there.
      const typed = trackers.filter((each) => each !== tracker).map((each) => each.mention(stranger(each)));
      const foreign = [
        ...typed,
        `user#${stranger(at('openproject'))}`,
        `(_@${stranger(at('gitlab'))}_)`,
        '@board',
        '@all',
      ];
      const words: Word[] = [
        'cc ',
        { person: known(tracker) },
        ', ',
        { person: other(tracker) },
        ' and ',
        { person: stranger(tracker) },
        ' or ',
        { person: hidden(tracker) },
        `; not ${foreign.filter((each) => !isNative(tracker, each)).join(', ')}`,
      ];
      const title = `From ${tracker.side.name} user#${stranger(at('openproject'))} @${stranger(at('gitlab'))}`;
      return { side: tracker.side.name, ...tracker.say(title, words) };
    });
    for (const tracker of trackers)
      for (const who of [known, other, stranger, hidden])
        await engine.hint(tracker.side.name, await tracker.userOf(who(tracker)));
    await engine.quiet(60_000);
    for (const { side, issue } of said) await engine.hint(side, issue);
    await engine.quiet(60_000);
    for (const { side, comment } of said) await engine.hint(side, comment);
    await engine.quiet(120_000);
  }, 300_000);
  afterAll(async () => {
    await engine?.stop();
    await Promise.all((trackers ?? []).map((tracker) => tracker.close()));
  });

  /** Whether the tracker itself takes it for a mention: then it is one, and no stranger's. */
  function isNative({ side }: Tracker, words: string): boolean {
    if (side.name === 'openproject') return /user#/.test(words);
    if (side.name === 'trello') return words === '@board';
    return side.name === 'gitlab' && (words === '@all' || words.startsWith('(_@'));
  }

  const toldOf = (name: string, person: string): number =>
    at(name)
      .notified()
      .filter((each) => each === person).length;

  it.each(NAMES)('at %s tells those of the table, by whichever text', (name) => {
    expect(toldOf(name, known(at(name)))).toBe(TEXTS);
    // Jira's description is typed, and so names one of them only, by a login that the table knows.
    expect(toldOf(name, other(at(name)))).toBe(TEXTS - 1);
  });

  it.each(NAMES)('at %s tells a stranger only where they were mentioned by hand', (name) => {
    expect(toldOf(name, stranger(at(name)))).toBe(name === 'jira' ? 1 : 2);
    expect(toldOf(name, hidden(at(name)))).toBe(name === 'jira' ? 1 : 2);
  });

  it('maps nobody by a name, nor by an address that is hidden', async () => {
    const entitiesOf = async (who: (tracker: Tracker) => string): Promise<string[]> => {
      const found: string[] = [];
      for (const tracker of trackers) {
        const { stream, externalId } = await tracker.userOf(who(tracker));
        const { rows } = await engine.ctx.store.query<{ id: string }>(
          'select entity_id as id from mappings where connection_id = $1 and stream = $2 and external_id = $3',
          [engine.connectionId(tracker.side.name), stream, externalId],
        );
        found.push(...rows.map(({ id }) => id));
      }
      return found;
    };
    expect(new Set(await entitiesOf(known)).size).toBe(1);
    const found = await entitiesOf(hidden);
    // A namesake waits for a person's word: it is nobody's record until then.
    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found).size).toBe(found.length);
  });

  it.each(NAMES)('at %s tells nobody else: no namesake, and no board', (name) => {
    const meant = [known, other, stranger, hidden].map((who) => who(at(name)));
    expect(
      at(name)
        .notified()
        .filter((each) => !meant.includes(each)),
    ).toEqual([]);
  });
});
