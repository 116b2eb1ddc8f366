import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPreset, type PresetBench, replaced } from '../testing/preset-bench.ts';
import {
  openGitHub,
  openGitLab,
  openJira,
  openOpenProject,
  openTrello,
  type Shown,
  type Tracker,
} from '../testing/trackers.ts';

const NAMES = ['github', 'gitlab', 'jira', 'trello', 'openproject'] as const;
type Name = (typeof NAMES)[number];

/** One and the same status as each tracker shows it. */
const everywhere = (...[github, gitlab, jira, trello, openproject]: [string, string, string, string, string]) => ({
  github,
  gitlab,
  jira,
  trello,
  openproject,
});
/** Jira's people write no Markdown; what comes from elsewhere is shown there as it is meant. */
const BOLD = 'Counted **twice**';
const TEXTS = everywhere(BOLD, BOLD, 'Counted twice', BOLD, BOLD);
const TO_DO = everywhere('open', 'opened', 'To Do', 'To Do', 'New');
const IN_PROGRESS = everywhere('open', 'opened', 'In Progress', 'In Progress', 'In progress');
const IN_REVIEW = everywhere('open', 'opened', 'In Review', 'Review', 'In review');
const DONE = everywhere('closed', 'closed', 'Done', 'Done', 'Closed');

describe('the preset trackers', () => {
  const trackers = new Map<Name, Tracker>();
  let bench: PresetBench;

  beforeAll(async () => {
    for (const open of [openGitHub, openGitLab, openJira, openTrello, openOpenProject]) {
      const tracker = await open();
      trackers.set(tracker.name as Name, tracker);
    }
    const all = [...trackers.values()];
    const ada = all.map(({ name, person }) => `${name}: "${person.called}"`).join(', ');
    const board = at('trello').person.place.scope;
    const sides = all.map(({ opened }) => opened);
    bench = await openPreset('trackers', sides, (text) =>
      replaced(replaced(text, 'people: []', `people: [{ ${ada} }]`), 'dQHqCohZ', board),
    );
    await bench.look(...all.map(({ person }) => person.place));
  });
  afterAll(() => bench?.close());

  const at = (name: Name): Tracker => trackers.get(name)!;
  const opened = async (name: Name, title: string): Promise<void> => {
    at(name).create(title, TEXTS[name]);
    await bench.look(at(name).place(title));
  };
  const moved = async (name: Name, title: string, status: string): Promise<void> => {
    at(name).move(title, status);
    await bench.look(at(name).place(title));
  };
  const shown = <Value>(title: string, read: (one: Shown) => Value): Record<string, Value> =>
    Object.fromEntries(NAMES.map((name) => [name, read(at(name).show(title))]));
  const statuses = (title: string) => shown(title, ({ status }) => status);

  it.each(NAMES)('makes one twin at each other tracker of what is opened at %s', async (name) => {
    const title = `Opened at ${name}`;
    await opened(name, title);
    for (const each of NAMES)
      expect(
        at(each)
          .titles()
          .filter((one) => one === title),
      ).toEqual([title]);
    expect(statuses(title)).toEqual(TO_DO);
    const labels = at(name).show(title).labels ?? [];
    expect(shown(title, (one) => one.labels ?? labels)).toEqual(
      Object.fromEntries(NAMES.map((each) => [each, [...labels]])),
    );
    expect(shown(title, ({ text }) => text)).toEqual(
      everywhere(TEXTS[name], TEXTS[name], TEXTS.jira, TEXTS[name], TEXTS[name]),
    );
  });

  it.each(NAMES)('carries what is closed and opened again at %s to the nearest state of each other', async (name) => {
    const title = `Closed at ${name}`;
    await opened(name, title);
    await moved(name, title, DONE[name]);
    expect(statuses(title)).toEqual(DONE);
    await moved(name, title, TO_DO[name]);
    expect(statuses(title)).toEqual(TO_DO);
  });

  it('carries every status between those that can tell them apart, and keeps the others as they are', async () => {
    const title = 'Every status';
    await opened('gitlab', title);
    await moved('jira', title, 'In Progress');
    expect(statuses(title)).toEqual(IN_PROGRESS);
    await moved('trello', title, 'Review');
    expect(statuses(title)).toEqual(IN_REVIEW);
    at('github').assign(title);
    await bench.look(at('github').place(title));
    expect(statuses(title)).toEqual(IN_REVIEW);
    await moved('openproject', title, 'Rejected');
    expect(statuses(title)).toEqual(everywhere('closed', 'closed', 'Done', 'Review (archived)', 'Rejected'));
  });

  it('closes everywhere what is archived at Trello, and takes it out of the archive when it is opened again', async () => {
    const title = 'Put away';
    await opened('trello', title);
    await moved('trello', title, 'Done');
    await moved('trello', title, '(archived)');
    const archived = { ...DONE, trello: 'Done (archived)' };
    expect(statuses(title)).toEqual(archived);
    // Closed as they are, nobody takes it out.
    for (const name of ['github', 'jira', 'openproject'] as const) await bench.look(at(name).place(title));
    expect(statuses(title)).toEqual(archived);
    await moved('gitlab', title, 'opened');
    expect(statuses(title)).toEqual(TO_DO);
  });

  it.each(NAMES)('assigns everywhere who is assigned at %s', async (name) => {
    const title = `Assigned at ${name}`;
    await opened(name, title);
    at(name).assign(title);
    await bench.look(at(name).place(title));
    expect(shown(title, ({ assignees }) => assignees)).toEqual(
      Object.fromEntries(NAMES.map((each) => [each, [at(each).person.id]])),
    );
  });

  it.each(NAMES)('says everywhere what is said at %s, once', async (name) => {
    const title = `Opened at ${name}`;
    await bench.look(at(name).say(title, `Said at ${name}`));
    for (const each of NAMES)
      expect(at(each).show(title).comments).toEqual([expect.stringContaining(`Said at ${name}`)]);
  });

  it('writes nothing more when all is read again, and leaves nothing to decide', async () => {
    const before = await bench.writes();
    await bench.look(...[...trackers.values()].flatMap((tracker) => tracker.titles().map(tracker.place)));
    expect(await bench.writes()).toBe(before);
    expect(await bench.items()).toEqual([]);
  });
});
