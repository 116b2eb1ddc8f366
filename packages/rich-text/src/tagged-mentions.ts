import { disarm } from './mentions.ts';

/** A mention of somebody by id or login, in one of the forms that OpenProject looks for. */
export interface TaggedMention {
  /** As it stands in the text. */
  readonly whole: string;
  readonly kind: 'user' | 'group';
  readonly id: string | null;
  readonly login: string | null;
  /** What is shown of it; null where the form itself is all there is. */
  readonly words: string | null;
}

/**
 * OpenProject keeps mentions in the text: as a tag of its editor, `user#3`, or `user:"login"`. Whom it tells it finds in
 * the text as it was typed, in code too: `Notifications::CreateFromModelService` of its source.
 */
const FORM =
  /<mention\b([^>]*)>(?:([^<]*)<\/mention>)?|\b(user|group)#(\d+)\b|\b(user|group):"([^"\n]+)"|\bdata-id="(\d+)"[^>]*\bdata-type="(user|group)"/gi;

/** The text with each form replaced by what it is given; `null` leaves it. */
export function replaceTagged(text: string, replace: (mention: TaggedMention) => string | null): string {
  if (!/<mention|#\d|:"|data-id/i.test(text)) return text;
  return text.replace(FORM, (whole: string, ...groups: (string | undefined)[]) => {
    const [attributes, words, hashKind, hashId, loginKind, login, attributeId, attributeKind] = groups;
    const kind = hashKind ?? loginKind ?? attributeKind ?? attributeOf(attributes, 'data-type') ?? 'user';
    const id = hashId ?? attributeId ?? attributeOf(attributes, 'data-id') ?? null;
    const shown = attributes === undefined ? null : (words ?? '');
    const mention: TaggedMention = {
      whole,
      kind: kind.toLowerCase() === 'group' ? 'group' : 'user',
      id,
      login: login ?? null,
      words: shown,
    };
    return replace(mention) ?? whole;
  });
}

/** What stands for a form that tells nobody: its words, or the form with an invisible sign in it. */
export function disarmTagged({ whole, words }: TaggedMention): string {
  return words ?? whole.replace(/(?<=^[a-z]+(?=[#:-]))/i, disarm);
}

/** A mention of a user by id, as OpenProject's editor makes it. */
export function tagOf(id: string, words: string): string {
  return `<mention class="mention" data-id="${id}" data-type="user" data-text="${words}">${words}</mention>`;
}

function attributeOf(attributes: string | undefined, name: string): string | undefined {
  return attributes === undefined ? undefined : new RegExp(`\\b${name}="([^"]*)"`, 'i').exec(attributes)?.[1];
}
