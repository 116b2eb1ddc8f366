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
    else if (edit.field === 'labels') edit.add ? labels.add(edit.label) : labels.delete(edit.label);
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

/** What is wrong with what the sides show, a sentence each. */
export function disagreements(expected: Expected, shown: ReadonlyMap<SideName, Shown>): string[] {
  const wrong: string[] = [];
  const titles = new Set([...shown.values()].map((one) => one.title));
  if (titles.size > 1) wrong.push(`titles differ: ${[...titles].join(' | ')}`);
  for (const title of titles)
    if (!expected.titles.has(title)) wrong.push(`title is ${title}, not one of ${[...expected.titles].join(' | ')}`);
  for (const [side, one] of shown) {
    if (one.body.join('\n') !== expected.body.join('\n'))
      wrong.push(`${side} shows the body ${JSON.stringify(one.body)}, not ${JSON.stringify(expected.body)}`);
    const labels = [...one.labels].sort().join();
    if (labels !== [...expected.labels].sort().join())
      wrong.push(`${side} shows the labels ${labels}, not ${[...expected.labels].sort().join()}`);
    const status = side === 'github' ? openOrClosed(expected.status) : expected.status;
    const shownStatus = side === 'github' ? openOrClosed(one.status) : one.status;
    if (shownStatus !== status) wrong.push(`${side} shows the status ${shownStatus}, not ${status}`);
    if (side !== 'github' && expected.priority !== 'apart' && !expected.priority.has(one.priority ?? ''))
      wrong.push(`${side} shows the priority ${one.priority}, not ${[...expected.priority].join(' | ')}`);
  }
  return wrong;
}

/** GitHub knows no more. */
function openOrClosed(status: Shown['status']): string {
  return status === 'Done' ? 'closed' : 'open';
}
