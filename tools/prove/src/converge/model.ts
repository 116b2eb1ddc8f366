/**
 * What two-way sync must come to, written down without the engine: this file imports nothing of it. A world is one
 * record and its twins; people edit them in rounds, and between two rounds everything comes to rest.
 */

export type SideName = 'github' | 'jira' | 'salesforce';
export const SIDES: readonly SideName[] = ['github', 'jira', 'salesforce'];

/** What people see of a record, in the hub's words. */
export interface Shown {
  readonly title: string;
  /** Paragraphs. */
  readonly body: readonly string[];
  readonly labels: readonly string[];
  readonly status: 'To Do' | 'In Progress' | 'Done';
  /** GitHub has none. */
  readonly priority: 'High' | 'Medium' | 'Low' | null;
}

export type Edit =
  | { readonly field: 'title'; readonly value: string }
  /** Everyone has a paragraph of their own: edits of different ones never overlap. */
  | { readonly field: 'body'; readonly value: string }
  | { readonly field: 'labels'; readonly add: boolean; readonly label: string }
  | { readonly field: 'status'; readonly value: Shown['status'] }
  | { readonly field: 'priority'; readonly value: NonNullable<Shown['priority']> };

export interface Deed {
  readonly side: SideName;
  readonly edit: Edit;
}

export const paragraphOf = (side: SideName): number => SIDES.indexOf(side);

/** All that may be shown after a round: most fields have one outcome, those of which a clock decides have several. */
export interface Expected {
  readonly titles: ReadonlySet<string>;
  readonly body: readonly string[];
  readonly labels: ReadonlySet<string>;
  readonly status: Shown['status'];
  /** What each side may show of it. A conflict leaves them apart until a person decides; then anything goes on. */
  readonly priority: 'apart' | ReadonlySet<string>;
}

export function expectedAtFirst(shown: Shown): Expected {
  return {
    titles: new Set([shown.title]),
    body: shown.body,
    labels: new Set(shown.labels),
    status: shown.status,
    priority: new Set([shown.priority ?? 'Medium']),
  };
}

/** `before` is what everyone shows at the start of the round. */
export function expectedAfter(before: Expected, deeds: readonly Deed[]): Expected {
  const titles = lastBySide(deeds, 'title');
  const body = [...before.body];
  const labels = new Set(before.labels);
  let { status } = before;
  for (const { side, edit } of deeds) {
    if (edit.field === 'body') body[paragraphOf(side)] = edit.value;
    else if (edit.field === 'labels') labels[edit.add ? 'add' : 'delete'](edit.label);
    // Jira owns the status: what others say is put back.
    else if (edit.field === 'status' && side === 'jira') status = edit.value;
  }
  const priorities = lastBySide(deeds, 'priority');
  return {
    // The last edit wins; whose clock is off can't be known, so any side's last word may.
    titles: titles.length > 0 ? new Set(titles) : before.titles,
    body,
    labels,
    status,
    priority:
      before.priority === 'apart' || priorities.length > 1
        ? 'apart'
        : priorities.length === 1
          ? new Set(priorities)
          : before.priority,
  };
}

function lastBySide(deeds: readonly Deed[], field: 'title' | 'priority'): string[] {
  const last = new Map<SideName, string>();
  for (const { side, edit } of deeds) if (edit.field === field) last.set(side, edit.value);
  return [...new Set(last.values())];
}

/** What is left of a record that was deleted somewhere, side by side: GitHub lets no program delete issues. */
export interface Left {
  readonly deletedAt: SideName;
  /** Whether people edited it in the round in which it was deleted. */
  readonly edited: boolean;
  readonly records: ReadonlyMap<SideName, number>;
  /** Whether the engine asks a person about the deletion. */
  readonly asks: boolean;
}

/** A deletion goes everywhere, unless somebody's edit would be lost by it: then a person is asked. */
export function wrongAfterDeletion({ deletedAt, edited, records, asks }: Left): string[] {
  return SIDES.flatMap((side) => {
    const count = records.get(side) ?? 0;
    if (side === deletedAt) return count === 0 ? [] : [`${side} has a record again that was deleted there`];
    if (side === 'github') return count === 1 ? [] : [`github has ${count} records though it can't delete any`];
    if (count === 0 || (count === 1 && edited && asks)) return [];
    return [
      `${side} has ${count} records of one that was deleted at ${deletedAt}${asks ? '' : ', and nobody is asked'}`,
    ];
  });
}

/** Titles that people gave, each side's last: all but the one that stands have to be found in the history. */
export function overriddenTitles(
  deeds: readonly Deed[],
  standing: ReadonlySet<string>,
): { side: SideName; title: string }[] {
  const last = new Map<SideName, string>();
  for (const { side, edit } of deeds) if (edit.field === 'title') last.set(side, edit.value);
  return [...last].flatMap(([side, title]) => (standing.has(title) ? [] : [{ side, title }]));
}

export interface Disagreement {
  readonly field: Edit['field'];
  readonly sentence: string;
  /** Whether the sides show the same, though not what was expected. */
  readonly united: boolean;
}

/** What is wrong with what the sides show. */
export function disagreements(expected: Expected, shown: ReadonlyMap<SideName, Shown>): Disagreement[] {
  const wrong: Disagreement[] = [];
  const compare = (
    field: Edit['field'],
    read: (side: SideName, one: Shown) => string,
    wanted: readonly string[],
  ): void => {
    const values = [...shown].map(([side, one]) => ({ side, value: read(side, one) }));
    const united = new Set(values.map(({ value }) => value)).size === 1;
    for (const { side, value } of values)
      if (!wanted.includes(value) || !united)
        wrong.push({
          field,
          united,
          sentence: `${side} shows the ${field} ${value}, expected is ${wanted.join(' or ')}`,
        });
  };
  const listed = (labels: Iterable<string>): string => [...labels].sort().join();
  compare('title', (_, one) => one.title, [...expected.titles]);
  compare('body', (_, one) => one.body.join('/'), [expected.body.join('/')]);
  compare('labels', (_, one) => listed(one.labels), [listed(expected.labels)]);
  // GitHub knows open and closed alone.
  compare('status', (_, one) => openOrClosed(one.status), [openOrClosed(expected.status)]);
  const others = new Map([...shown].filter(([side]) => side !== 'github'));
  for (const [side, one] of others)
    if (one.status !== expected.status)
      wrong.push({
        field: 'status',
        united: false,
        sentence: `${side} shows the status ${one.status}, expected is ${expected.status}`,
      });
  const { priority } = expected;
  if (priority === 'apart') return wrong;
  for (const [side, one] of others)
    if (!priority.has(one.priority ?? ''))
      wrong.push({
        field: 'priority',
        united: new Set([...others.values()].map((other) => other.priority)).size === 1,
        sentence: `${side} shows the priority ${one.priority}, expected is ${[...priority].join(' or ')}`,
      });
  return wrong;
}

/** GitHub knows no more. */
function openOrClosed(status: Shown['status']): string {
  return status === 'Done' ? 'closed' : 'open';
}
