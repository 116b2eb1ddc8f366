import type { Naming } from '@syncline/core';
import {
  adfToMarkdown,
  hiddenMentions,
  liveNames,
  type MentionMap,
  markdownToAdf,
  readdressMentions,
  rearmMentions,
} from '@syncline/rich-text';
import { type Directory, directoryOf, type NamingParts } from './directory-of.ts';
import { namingByTag } from './naming-by-tag.ts';

export type { NamingParts } from './directory-of.ts';

/**
 * How people are named at one connection. In the hub a mention is `@login`, by any connection's login of that person.
 * Whom `people` does not know is named by words alone, and is notified only where the text named them before.
 */
export function namingOf(parts: NamingParts): Naming {
  const directory = directoryOf(parts);
  switch (parts.mentions) {
    case 'login':
      return byLogin(directory, parts);
    case 'node':
      return byNode(directory);
    case 'tags':
      return namingByTag(directory);
    default:
      return parts.mentions satisfies never;
  }
}

function byLogin({ personOf, nameHere }: Directory, { byLogin: all, connection }: NamingParts): Naming {
  return {
    toRemote(text, seen) {
      const shown = seen === null ? new Set<string>() : liveNames(seen);
      // What the remote's own text says stays as it says it.
      const back = rearmMentions(text, (name) => shown.has(name.toLowerCase()) && !seen!.includes(`@\u200B${name}`));
      return readdressMentions(back, (name) => {
        if (shown.has(name.toLowerCase())) return name;
        const person = personOf(name);
        return person && nameHere(person);
      });
    },
    toHub(text) {
      if (all.length < 2) return text;
      // A stranger here may be called as somebody is elsewhere.
      return readdressMentions(text, (name) => {
        const person = personOf(name);
        return person === null || sameLogin(person[connection], name) ? name : null;
      });
    },
  };
}

function byNode({ personOf, personHere, nameHere, loginOf }: Directory): Naming {
  const mapOf = (shown: string | null): MentionMap => {
    const seen = shown === null ? null : hiddenMentions(shown);
    return {
      toRemote(name) {
        const person = personOf(name);
        const id = person && nameHere(person);
        return id === null ? null : (seen?.get(id) ?? { id, text: `@${name}` });
      },
      fromRemote(id) {
        const person = personHere(id);
        return person && loginOf(person);
      },
    };
  };
  return {
    toRemote(text, seen) {
      const mentions = mapOf(seen);
      if (![...liveNames(text)].some((name) => mentions.toRemote(name))) return text;
      return adfToMarkdown(markdownToAdf(text, { mentions }).value).value;
    },
    toHub(text) {
      const mentions = mapOf(text);
      if (![...hiddenMentions(text).keys()].some((id) => mentions.fromRemote(id) !== null)) return text;
      return adfToMarkdown(markdownToAdf(text).value, { mentions }).value;
    },
  };
}

function sameLogin(a: string | undefined, b: string): boolean {
  return a?.toLowerCase() === b.toLowerCase();
}
