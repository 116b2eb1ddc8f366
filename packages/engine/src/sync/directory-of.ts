/** Who is who: one line a person, by connection name what they are called there. */
export type Person = Readonly<Record<string, string>>;

export interface NamingParts {
  readonly people: readonly Person[];
  /** Connections whose texts notify by `@login`. */
  readonly byLogin: readonly string[];
  /** Whose text it is. */
  readonly connection: string;
  /** How the vendor keeps mentions: `@login` in the text, nodes with an id, or tags and `user#3` in the text. */
  readonly mentions: 'login' | 'node' | 'tags';
}

export interface Directory {
  /** Null for a login of nobody, and for one of several. */
  personOf(login: string): Person | null;
  /** Null for an id of nobody, and for one of several. */
  personHere(id: string): Person | null;
  /** What mentions at this connection call the person. */
  nameHere(person: Person): string | null;
  loginOf(person: Person): string | null;
}

/** The table as the texts of one connection need it. */
export function directoryOf({ people, byLogin: connections, connection, mentions }: NamingParts): Directory {
  const persons = new Map<string, Person | null>();
  for (const person of people)
    for (const name of connections) {
      const login = person[name]?.toLowerCase();
      if (login === undefined || !isLogin(login)) continue;
      persons.set(login, persons.has(login) && persons.get(login) !== person ? null : person);
    }
  const personOf = (login: string): Person | null => persons.get(login.toLowerCase()) ?? null;
  const here = new Map<string, Person | null>();
  for (const person of people) {
    const name = person[connection];
    if (name !== undefined) here.set(name, here.has(name) && here.get(name) !== person ? null : person);
  }
  return {
    personOf,
    personHere: (id) => here.get(id) ?? null,
    nameHere(person) {
      const name = person[connection];
      if (name === undefined || /[@"]/.test(name) || here.get(name) !== person) return null;
      return mentions === 'login' && !isLogin(name) ? null : name;
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

/** The table may name people by id or e-mail address, too: those are no logins. Trello's ids are 24 hexadecimal digits. */
function isLogin(name: string): boolean {
  return /^[a-z\d_](?:[\w-]|\.(?=[\w-]))*$/i.test(name) && !/^(?:\d+|[a-f\d]{24})$/.test(name);
}
