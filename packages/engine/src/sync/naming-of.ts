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

/** Who is who: one line a person, by connection name what they are called there. */
type Person = Readonly<Record<string, string>>;

export interface NamingParts {
  readonly people: readonly Person[];
  /** Connections whose texts notify by `@login`. */
  readonly byLogin: readonly string[];
  /** Whose text it is. */
  readonly connection: string;
  /** How the vendor keeps mentions: in the text, or as nodes with an id. */
  readonly mentions: 'login' | 'node';
}

/**
 * How people are named at one connection. In the hub a mention is `@login`, by any connection's login of that person.
 * Whom `people` does not know is named by words alone, and is notified only where the text named them before.
 */
export function namingOf(parts: NamingParts): Naming {
  const directory = directoryOf(parts);
  return parts.mentions === 'login' ? byLogin(directory, parts) : byNode(directory);
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

interface Directory {
  /** Null for a login of nobody, and for one of several. */
  personOf(login: string): Person | null;
  personHere(id: string): Person | null;
  /** What mentions at this connection call the person. */
  nameHere(person: Person): string | null;
  loginOf(person: Person): string | null;
}

function directoryOf({ people, byLogin: connections, connection, mentions }: NamingParts): Directory {
  const persons = new Map<string, Person | null>();
  for (const person of people)
    for (const name of connections) {
      const login = person[name]?.toLowerCase();
      if (login === undefined || !isLogin(login)) continue;
      persons.set(login, persons.has(login) && persons.get(login) !== person ? null : person);
    }
  const personOf = (login: string): Person | null => persons.get(login.toLowerCase()) ?? null;
  const here = new Map(people.map((person) => [person[connection] ?? '', person]));
  return {
    personOf,
    personHere: (id) => here.get(id) ?? null,
    nameHere(person) {
      const name = person[connection];
      return name === undefined || name.includes('@') || (mentions === 'login' && !isLogin(name)) ? null : name;
    },
    loginOf(person) {
      for (const name of connections) {
        const login = person[name];
        if (login !== undefined && isLogin(login) && personOf(login) === person) return login;
      }
      return null;
    },
  };
}

/** The table may name people by id or e-mail address, too: those make no mention. Trello's ids are 24 hexadecimal digits. */
function isLogin(name: string): boolean {
  return /^[a-z\d][a-z\d-]*$/i.test(name) && !/^(?:\d+|[a-f\d]{24})$/.test(name);
}

function sameLogin(a: string | undefined, b: string): boolean {
  return a?.toLowerCase() === b.toLowerCase();
}
