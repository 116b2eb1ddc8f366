/** What says that somebody wants something, English and German, as texts are folded. */
const wishes = [
  ...['looking for', 'look for', 'searching for', 'search for', 'shopping for', 'in the market for', 'interested in'],
  ...['interest in', 'would like', 'would love', 'id like', 'id love', 'wed like', 'wed love', 'hed like', 'shed like'],
  ...['theyd like', 'wants', 'want to buy', 'want a', 'want an', 'needs a', 'needs an', 'need a', 'need an', 'keen on'],
  ...['hoping to find', 'hoping to buy', 'sucht', 'suche', 'suchen', 'gesucht', 'interessiert', 'interessieren'],
  ...['interesse an', 'interesse am', 'interesse fur', 'mochte', 'mochten', 'moechte', 'moechten', 'hatte gern'],
  ...['hatte gerne', 'haette gern', 'haette gerne', 'wurde gern', 'wurde gerne', 'wuerde gern', 'wuerde gerne'],
  ...['wunscht sich', 'wuenscht sich', 'will kaufen', 'kaufen will', 'braucht ein', 'braucht eine', 'braucht einen'],
];

/** What takes it back. Nothing of a sentence that says so counts. */
const negations = [
  /\b(not|never|hardly|isnt|arent|wasnt|werent|dont|doesnt|didnt|wont|wouldnt|cant)( at all| any longer| \w+)? (interested|interest|looking|look|search|searching|want|wants|wanted|like|love|need|needs|keen|buy|buying)\b/,
  /\b(no longer|no interest|lost interest|lost all interest|not for (him|her|them|me|us))\b|\bnot\b.*\bany ?more\b/,
  /\balready (has|have|had|bought|found|owns)\b|\b(has|have) (bought|found) (one|another|something)\b/,
  /\bkein(e|en|er|erlei)? (\w+ )?(interesse|bedarf)\b/,
  /\bnicht( \w+)? (mehr|langer|laenger|interessiert|interessant|suchen|sucht|kaufen|haben|gewunscht)\b/,
  /\b(sucht|suche|suchen|interessiert|interessieren|mochte|moechte|will|wollen|braucht)( \w+){0,4} (nicht|nie|kein|keine|keinen)\b/,
];

/** What says that somebody does not want a thing, or no longer. A sentence that only has a `not` in it does not. */
const refusals = [
  /\b(not|never|isnt|arent|wasnt|dont|doesnt|didnt|wont|wouldnt)( at all| any longer| \w+)? (interested|looking|want|wants|wanted|need|needs|keen|buy|buying)\b/,
  /\bno longer (interested|looking|searching|want|wants|need|needs|keen)\b|\b(no|lost|lost all) interest\b/,
  /\balready bought\b|\b(has|have) (bought|found) (one|another)\b/,
  /\bkein(e|en|er|erlei)? (\w+ )?(interesse|bedarf)\b|\bnicht( \w+)? interessiert\b/,
  /\bhat sich erledigt\b|\bdoch (nicht|kein|keine|keinen)\b|\b(schon|bereits)( \w+){0,4} gekauft\b/,
  /\b(sucht|suche|suchen|interessiert|interessieren|mochte|moechte|will|wollen|braucht)( \w+){0,4} (nicht|kein|keine|keinen)\b/,
];

export function saysWish(folded: string): boolean {
  return wishes.some((wish) => ` ${folded} `.includes(` ${wish} `));
}

/** What sets one thing against another: nobody knows then which of them is refused. */
const contrasts =
  /\b(but|only|instead|rather|except|unless|although|why|aber|sondern|nur|statt|stattdessen|ausser|trotzdem|warum)\b/;

export function saysNo(folded: string): boolean {
  return negations.some((negation) => negation.test(folded)) || findRefusal(folded) !== null;
}

/**
 * Where the words end that say no, in a sentence that only says no: neither does it wish for anything beside, nor set one
 * thing against another. Null: it is none.
 */
export function endOfRefusal(folded: string): number | null {
  const found = findRefusal(folded);
  return found === null || contrasts.test(folded) || saysWish(found.rest) ? null : found.end;
}

function findRefusal(folded: string): { readonly end: number; readonly rest: string } | null {
  const ranges = refusals.flatMap((refusal) => {
    const match = refusal.exec(folded);
    return match ? [{ from: match.index, to: match.index + match[0].length }] : [];
  });
  if (ranges.length === 0) return null;
  const rest = ranges.reduce(
    (text, { from, to }) => text.slice(0, from) + ' '.repeat(to - from) + text.slice(to),
    folded,
  );
  return { end: Math.max(...ranges.map(({ to }) => to)), rest: rest.replace(/ +/g, ' ') };
}
