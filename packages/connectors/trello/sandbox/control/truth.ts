import type { SandboxCard } from '../model/records.ts';
import type { World } from '../model/world.ts';

/** The state of a card, for a test to compare with. */
export interface CardTruth {
  readonly id: string;
  readonly boardId: string;
  readonly list: string;
  readonly name: string;
  readonly desc: string;
  readonly closed: boolean;
  readonly due: string | null;
  readonly start: string | null;
  readonly dueComplete: boolean;
  /** Ids, sorted. */
  readonly members: readonly string[];
  /** Names, or where they have none colors, sorted. */
  readonly labels: readonly string[];
  /** By the name of the field: what a person sees. */
  readonly custom: Readonly<Record<string, string>>;
  readonly number: number;
  readonly comments: number;
  readonly checklists: number;
  readonly lastActivity: string;
}

export function truthOf(world: World, card: SandboxCard): CardTruth {
  const labels = card.labelIds.flatMap((id) => {
    const label = world.labels.get(id);
    return label ? [label.name || (label.color ?? '')] : [];
  });
  return {
    id: card.id,
    boardId: card.boardId,
    list: world.lists.get(card.listId)?.name ?? '',
    name: card.name,
    desc: card.desc,
    closed: card.closed,
    due: card.due,
    start: card.start,
    dueComplete: card.dueComplete,
    members: [...card.memberIds].sort(),
    labels: [...new Set(labels)].sort(),
    custom: customTruth(world, card),
    number: card.number,
    comments: world.commentsOf(card.id).length,
    checklists: world.checklistsOf(card.id).length,
    lastActivity: new Date(card.lastActivity).toISOString(),
  };
}

function customTruth(world: World, card: SandboxCard): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const [fieldId, { idValue, value }] of Object.entries(card.custom)) {
    const field = world.customFields.get(fieldId);
    const text = field?.options.find(({ id }) => id === idValue)?.text ?? Object.values(value ?? {})[0];
    if (field && text !== undefined) shown[field.name] = text;
  }
  return shown;
}
