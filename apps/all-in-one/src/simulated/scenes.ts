import type { EngineContext } from '@syncline/engine';
import { type Desk, deals, type Opportunity, type Place, type SideName, STAGES } from './desks.ts';
import { type ConnectionIds, type Linked, linkedPlaces } from './linked-places.ts';

/** Where people are at work. */
export interface Office {
  readonly ctx: EngineContext;
  readonly desks: Readonly<Record<SideName, Desk>>;
  readonly urls: Readonly<Record<SideName, string>>;
  readonly connectionIds: ConnectionIds;
  /** Issues that people work at, the newest last. */
  readonly items: Place[];
  readonly opportunities: readonly Opportunity[];
}

/** Something that people did. */
export interface Scene {
  readonly text: string;
  readonly edited: Place;
  /** Sides at which it must show. */
  readonly expected: readonly SideName[];
  /** Just before it was done. */
  readonly since: Date;
}

type Play = (office: Office) => Promise<Scene | null>;

const SIDES: readonly SideName[] = ['github', 'jira', 'salesforce'];
const THINGS = ['Seat count', 'Invoice run', 'Login page', 'Export job', 'Webhook retry', 'Price table', 'Audit view'];
const TROUBLES = ['is slow on Mondays', 'drops the last row', 'needs a second look', 'fails for umlauts', 'times out'];
const LABELS = ['bug', 'customer', 'ux', 'security'];

/** One after another, from the start again. */
export const scenes: readonly Play[] = [
  (office) => retitle(office, 'github'),
  (office) => moveDeal(office),
  (office) => changeStatus(office, 'jira'),
  (office) => openItem(office, 'jira'),
  (office) => moveCard(office),
  (office) => changeLabels(office, 'salesforce'),
  (office) => retitleAtOnce(office),
  (office) => openItem(office, 'github'),
  (office) => changeStatus(office, 'github'),
  (office) => retitle(office, 'salesforce'),
  (office) => changeLabels(office, 'github'),
  (office) => prioritiseAtOnce(office),
];

/** An issue is opened: twins are made at the other sides. */
async function openItem({ desks, items }: Office, side: SideName): Promise<Scene> {
  const since = new Date();
  const title = someTitle();
  const edited = await desks[side].createItem(title);
  items.push(edited);
  return { text: `${nameOf(edited)} opened: ${title}`, edited, expected: others(side), since };
}

async function retitle(office: Office, side: SideName): Promise<Scene | null> {
  const place = await somePlace(office, side);
  if (!place) return null;
  const title = someTitle();
  const since = new Date();
  await office.desks[side].editItem(place.at, { title });
  return { text: `${nameOf(place.at)} retitled: ${title}`, edited: place.at, expected: others(side), since };
}

async function changeStatus(office: Office, side: SideName): Promise<Scene | null> {
  const place = await somePlace(office, side);
  if (!place) return null;
  const status = place.linked?.status === 'Done' ? 'In Progress' : 'Done';
  const since = new Date();
  await office.desks[side].editItem(place.at, { status });
  const text = `${nameOf(place.at)} ${status === 'Done' ? 'done' : 'taken up again'}`;
  return { text, edited: place.at, expected: others(side), since };
}

async function changeLabels(office: Office, side: SideName): Promise<Scene | null> {
  const place = await somePlace(office, side);
  if (!place?.linked) return null;
  const label = pick(LABELS);
  const has = place.linked.labels.includes(label);
  const labels = has ? place.linked.labels.filter((each) => each !== label) : [...place.linked.labels, label];
  const since = new Date();
  await office.desks[side].editItem(place.at, { labels });
  const text = `${nameOf(place.at)} ${has ? 'no longer' : 'is'} labelled ${label}`;
  return { text, edited: place.at, expected: others(side), since };
}

/** Both are taken in: the later one stands, the other is in the audit. */
async function retitleAtOnce(office: Office): Promise<Scene | null> {
  const place = await somePlace(office, 'jira');
  const other = place?.linked?.places.github;
  if (!place || !other) return null;
  const [mine, theirs] = [someTitle(), someTitle()];
  const since = new Date();
  await Promise.all([
    office.desks.jira.editItem(place.at, { title: mine }),
    office.desks.github.editItem(other, { title: theirs }),
  ]);
  const text = `${nameOf(place.at)} and ${nameOf(other)} retitled at once`;
  return { text, edited: place.at, expected: ['salesforce'], since };
}

/** Nobody may decide that by rule: it waits in the reconciliation table. */
async function prioritiseAtOnce(office: Office): Promise<Scene | null> {
  const place = await somePlace(office, 'jira');
  const other = place?.linked?.places.salesforce;
  if (!place || !other) return null;
  const since = new Date();
  await Promise.all([
    office.desks.jira.editItem(place.at, { priority: 'High' }),
    office.desks.salesforce.editItem(other, { priority: 'Low' }),
  ]);
  const text = `${nameOf(place.at)} made High and ${nameOf(other)} made Low at once`;
  return { text, edited: place.at, expected: [], since };
}

/** A deal goes to its next stage: its card goes along, or is made. */
async function moveDeal({ urls, opportunities }: Office): Promise<Scene | null> {
  if (opportunities.length === 0) return null;
  const { Id, Name, StageName } = await deals.read(urls.salesforce, pick(opportunities).Id);
  const [stage] = STAGES[(STAGES.findIndex(([name]) => name === StageName) + 1) % STAGES.length]!;
  const edited = placeOfDeal(Id, Name);
  const since = new Date();
  await deals.move(urls.salesforce, Id, stage);
  return { text: `salesforce ${Name} moved to ${stage}`, edited, expected: ['github'], since };
}

/** The card of a deal is moved: the deal goes to that stage. */
async function moveCard({ ctx, connectionIds, urls, opportunities }: Office): Promise<Scene | null> {
  for (const { Id, Name } of shuffled(opportunities)) {
    const linked = await linkedPlaces(ctx, connectionIds, placeOfDeal(Id, Name));
    const card = linked?.places.github;
    if (!card) continue;
    const { StageName } = await deals.read(urls.salesforce, Id);
    const [stage, status] = pick(STAGES.filter(([name]) => name !== StageName));
    const since = new Date();
    await deals.moveCard(urls.github, card.externalId, status);
    const edited: Place = { ...card, locator: Name };
    return { text: `github card of ${Name} moved to ${status} (${stage})`, edited, expected: ['salesforce'], since };
  }
  return null;
}

/** One of the issues where it shows at that side. */
async function somePlace(
  { ctx, connectionIds, items }: Office,
  side: SideName,
): Promise<{ readonly at: Place; readonly linked: Linked | null } | null> {
  for (const item of shuffled(items)) {
    const linked = await linkedPlaces(ctx, connectionIds, item);
    const at = item.side === side ? item : linked?.places[side];
    if (at) return { at, linked };
  }
  return null;
}

function placeOfDeal(id: string, name: string): Place {
  return { side: 'salesforce', stream: 'opportunities', externalId: id, locator: name };
}

/** As people call it. */
export function nameOf({ side, stream, locator }: Pick<Place, 'side' | 'stream' | 'locator'>): string {
  switch (stream) {
    case 'project_items':
      return `${side} card`;
    case 'opportunities':
      return `${side} deal`;
    case 'tasks':
      return `${side} task ${locator.slice(9)}`;
    default:
      return `${side} ${locator}`;
  }
}

function others(side: SideName): SideName[] {
  return SIDES.filter((each) => each !== side);
}

function someTitle(): string {
  return `${pick(THINGS)} ${pick(TROUBLES)} (${Math.floor(Math.random() * 900) + 100})`;
}

function pick<T>(from: readonly T[]): T {
  return from[Math.floor(Math.random() * from.length)]!;
}

function shuffled<T>(list: readonly T[]): T[] {
  return list
    .map((value) => ({ value, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
}
