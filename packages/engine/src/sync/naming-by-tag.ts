import type { Naming } from '@syncline/core';
import {
  disarmMentions,
  disarmTagged,
  liveNames,
  replaceMentions,
  replaceTagged,
  type TaggedMention,
  tagOf,
} from '@syncline/rich-text';
import type { Directory, Person } from './directory-of.ts';

/**
 * Texts that mention people by tags and words of their own, as OpenProject's do; `@login` tells nobody there. What the
 * remote's text mentioned before stays as it says it; everybody else's words mention whom the table knows, and nobody
 * else.
 */
export function namingByTag({ personOf, personHere, nameHere, loginOf }: Directory): Naming {
  const whoIs = ({ kind, id, login }: TaggedMention): Person | null => {
    const name = id ?? login;
    return kind === 'group' || name === null ? null : personHere(name);
  };
  const toRemote: Naming['toRemote'] = (text, seen) => {
    const shown = formsOf(seen ?? '');
    const standing = new Map<Person, string>();
    for (const mention of shown.values()) {
      const person = whoIs(mention);
      if (person) standing.set(person, mention.whole);
    }
    // Typed there by hand, where it mentions nobody.
    const plain = liveNames(replaceTagged(seen ?? '', () => ''));
    const safe = replaceTagged(text, (mention) =>
      shown.has(bare(mention.whole)) ? disarmMentions(mention.whole, nobody) : disarmTagged(mention),
    );
    const named = replaceMentions(safe, (name) => {
      const person = plain.has(name.toLowerCase()) ? null : personOf(name);
      const here = person && nameHere(person);
      if (!person || here === null) return null;
      return standing.get(person) ?? (/^\d+$/.test(here) ? tagOf(here, `@${name}`) : `user:"${here}"`);
    });
    return replaceTagged(named, (mention) => shown.get(bare(mention.whole))?.whole ?? null);
  };
  return {
    toRemote,
    toHub(text) {
      const inWords = (mention: TaggedMention): string => disarmMentions(mention.whole, nobody);
      const named = replaceTagged(text, (mention) => {
        const person = whoIs(mention);
        const login = person && loginOf(person);
        // The words of a stranger's mention may be somebody's login elsewhere.
        return login === null ? inWords(mention) : `@${login}`;
      });
      // A name that would not lead back, such as one in the middle of a word, is no mention.
      return bare(toRemote(named, text)) === bare(text) ? named : replaceTagged(text, inWords);
    },
  };
}

/** A line of text, such as a title, that is looked through for mentions and has no room for tags. */
export const lineWithoutTags: Naming = {
  toRemote(text, seen) {
    const shown = formsOf(seen ?? '');
    return replaceTagged(text, (mention) => shown.get(bare(mention.whole))?.whole ?? disarmTagged(mention));
  },
  toHub: (text) => text,
};

const nobody = (): boolean => false;

/** The mentions of a text by what they are without any invisible sign. */
function formsOf(text: string): ReadonlyMap<string, TaggedMention> {
  const forms = new Map<string, TaggedMention>();
  replaceTagged(text, (mention) => {
    forms.set(bare(mention.whole), mention);
    return null;
  });
  return forms;
}

function bare(text: string): string {
  return text.replaceAll('\u200B', '');
}
