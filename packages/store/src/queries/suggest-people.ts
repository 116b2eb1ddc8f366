/** What a record of a user says about who it is. */
export interface PersonTraits {
  readonly login: string | null;
  readonly name: string | null;
  readonly email: string | null;
}

export type LikenessReason = 'same_email' | 'same_login' | 'same_name' | 'similar_name';

export interface Likeness {
  /** 0 to 1: how much speaks for it. Only an e-mail address reaches 1; nothing is ever linked on this account. */
  readonly score: number;
  readonly why: LikenessReason;
}

export interface Likely<Candidate> extends Likeness {
  readonly candidate: Candidate;
}

/** What each reason is worth; of similar names, what the closest are. */
const worth: Readonly<Record<LikenessReason, number>> = {
  same_email: 1,
  same_login: 0.9,
  same_name: 0.8,
  similar_name: 0.7,
};
/** Names that share less of their letter pairs are not similar: Michael and Michelle Smith are two. */
const LEAST_SHARED = 0.75;
/** Shorter names are like too many others. */
const LEAST_PAIRS = 3;

/**
 * Makes a search among `candidates`: who of them may be the person, the likeliest first. Reading the candidates
 * costs once, a search only what has letters in common with the person.
 */
export function suggestPeople<Candidate extends PersonTraits>(
  candidates: readonly Candidate[],
): (person: PersonTraits) => Likely<Candidate>[] {
  const byEmail = Map.groupBy(candidates, (each) => exact(each.email));
  const byLogin = Map.groupBy(candidates, (each) => exact(each.login));
  const byName = Map.groupBy(candidates, (each) => wordsOf(each.name));
  const similarTo = indexSpellings(candidates);
  return (person) => {
    const found = new Map<Candidate, Likeness>();
    const add = (candidate: Candidate, why: LikenessReason, share = 1): void => {
      const score = Math.round(worth[why] * share * 100) / 100;
      if ((found.get(candidate)?.score ?? 0) < score) found.set(candidate, { score, why });
    };
    const addAll = (group: Map<string, Candidate[]>, key: string, why: LikenessReason): void => {
      if (key !== '') for (const candidate of group.get(key) ?? []) add(candidate, why);
    };
    addAll(byEmail, exact(person.email), 'same_email');
    addAll(byLogin, exact(person.login), 'same_login');
    addAll(byName, wordsOf(person.name), 'same_name');
    for (const [candidate, share] of similarTo(person)) add(candidate, 'similar_name', share);
    return [...found].map(([candidate, likeness]) => ({ candidate, ...likeness })).sort((a, b) => b.score - a.score);
  };
}

/** Candidates by the letter pairs of their names and logins; a search gives the share that they have in common. */
function indexSpellings<Candidate extends PersonTraits>(candidates: readonly Candidate[]) {
  const spellings: { readonly candidate: Candidate; readonly size: number }[] = [];
  const holders = new Map<string, number[]>();
  for (const candidate of candidates)
    for (const pairs of spellingsOf(candidate)) {
      const at = spellings.push({ candidate, size: pairs.size }) - 1;
      for (const pair of pairs) {
        const list = holders.get(pair);
        if (list) list.push(at);
        else holders.set(pair, [at]);
      }
    }
  return (person: PersonTraits): [Candidate, number][] =>
    spellingsOf(person).flatMap((pairs) => {
      const shared = new Map<number, number>();
      for (const pair of pairs) for (const at of holders.get(pair) ?? []) shared.set(at, (shared.get(at) ?? 0) + 1);
      return [...shared].flatMap(([at, count]): [Candidate, number][] => {
        const { candidate, size } = spellings[at]!;
        const share = (2 * count) / (pairs.size + size);
        return share < LEAST_SHARED ? [] : [[candidate, share]];
      });
    });
}

/** Name and login as letter pairs, so that `ann-lee`, `annlee` and "Lee, Ann" are near to each other. */
function spellingsOf({ name, login }: PersonTraits): ReadonlySet<string>[] {
  // Salesforce's usernames have the form of an e-mail address.
  const texts = new Set(
    [wordsOf(name), wordsOf(login?.split('@')[0] ?? null)].map((words) => words.replaceAll(' ', '')),
  );
  return [...texts].map(pairsOf).filter((pairs) => pairs.size >= LEAST_PAIRS);
}

function pairsOf(text: string): ReadonlySet<string> {
  const letters = Array.from(text);
  return new Set(letters.slice(1).map((letter, index) => `${letters[index]!}${letter}`));
}

function exact(text: string | null): string {
  return text?.trim().toLowerCase() ?? '';
}

/** A name without case, accents, punctuation and order: "Müller, Ann" and "ann muller" are the same. */
function wordsOf(text: string | null): string {
  const words = (text ?? '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
  return words
    .filter((word) => word !== '')
    .sort()
    .join(' ');
}
