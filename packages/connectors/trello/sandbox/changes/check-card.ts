import type { SandboxCard } from '../model/records.ts';
import type { World } from '../model/world.ts';
import { invalid } from './refusal.ts';

type Change = { -readonly [Name in keyof SandboxCard]?: SandboxCard[Name] };

const MAX_TEXT = 16_384;

/** What a request wants of a card, checked; `boardId` is where it will be. */
export function checkCard(world: World, body: Readonly<Record<string, unknown>>, boardId: string): Change {
  const change: Change = {};
  for (const [name, value] of Object.entries(body)) {
    if (value === undefined) continue;
    switch (name) {
      case 'name':
        change.name = nameOf(value);
        break;
      case 'desc':
        if (typeof value !== 'string' || value.length > MAX_TEXT) throw invalid('desc');
        change.desc = value;
        break;
      case 'closed':
      case 'dueComplete':
        change[name] = flagOf(name, value);
        break;
      case 'due':
      case 'start':
        change[name] = timeOf(name, value);
        break;
      case 'idList':
        if (typeof value !== 'string' || world.lists.get(value)?.boardId !== boardId) throw invalid('idList');
        change.listId = value;
        break;
      case 'idMembers':
        change.memberIds = idsOf(name, value, (id) => world.membersOf(boardId).some((member) => member.id === id));
        break;
      case 'idLabels':
        change.labelIds = idsOf(name, value, (id) => world.labels.get(id)?.boardId === boardId);
        break;
      case 'idBoard':
      case 'pos':
        break;
      default:
        throw invalid(name);
    }
  }
  return change;
}

export function nameOf(value: unknown): string {
  if (typeof value !== 'string' || value.trim() === '' || value.length > MAX_TEXT) throw invalid('name');
  return value.trim();
}

function flagOf(name: string, value: unknown): boolean {
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false') return false;
  throw invalid(name);
}

function timeOf(name: string, value: unknown): string | null {
  if (value === null || value === '' || value === 'null') return null;
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(time)) throw invalid(name);
  return new Date(time).toISOString();
}

/** A list, or what a query has for one. */
function idsOf(name: string, value: unknown, isKnown: (id: string) => boolean): string[] {
  const ids = Array.isArray(value) ? value.map(String) : String(value).split(',').filter(Boolean);
  if (!ids.every(isKnown)) throw invalid(name);
  return [...new Set(ids)];
}
