/** Whom a vendor tells that a text names them: once for each text, however often it is edited. */
export interface NoticeLog {
  /** A text as it stands now, by the place that it stands at. */
  note(place: string, text: unknown): void;
  /** Everybody who was told so far, in order; names and ids as the vendor's own. */
  notified(): readonly string[];
}

/** `namesIn`: whom a text names by the vendor's own reading of it. */
export function createNoticeLog(namesIn: (text: unknown) => readonly string[]): NoticeLog {
  const told = new Map<string, Set<string>>();
  const all: string[] = [];
  return {
    note(place, text) {
      const known = told.get(place) ?? new Set();
      told.set(place, known);
      for (const name of namesIn(text)) {
        if (known.has(name)) continue;
        known.add(name);
        all.push(name);
      }
    },
    notified: () => all,
  };
}

const NO_TEXT = /<!--[\s\S]*?-->|(`{3,}|~{3,})[\s\S]*?(?:\1|$)|(`+)[^`][\s\S]*?\2|https?:\/\/[^\s)>\]]+/g;
// Wider than any vendor's own: what could be taken for a mention counts as one.
const NAME = /(?<![a-z\d@])(?:@|&#0*64;|&#x0*40;|&commat;)([a-z\d_][\w.-]*)/gi;

/** Names behind an `@` as Markdown vendors read them: not in code and comments, entities resolved, case aside. */
export function namesInMarkdown(text: unknown, members: readonly string[]): readonly string[] {
  if (typeof text !== 'string') return [];
  const known = new Map(members.map((name) => [name.toLowerCase(), name]));
  const shown = text.replaceAll(NO_TEXT, ' ').replaceAll(/\\([_.-])/g, '$1');
  const found = [...shown.matchAll(NAME)].flatMap(([, name = '']) => {
    // A full stop or a dash at the end belongs to the sentence, a line to the emphasis around it.
    const plain = name.toLowerCase().replace(/[.-]+$/, '');
    return known.get(plain) ?? known.get(plain.replace(/_+$/, '')) ?? [];
  });
  return [...new Set(found)];
}
