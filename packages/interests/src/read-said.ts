import { fold } from '@syncline/identity';
import { cutTo } from './cut-to.ts';
import { endOfRefusal, saysNo, saysWish } from './wishes.ts';
import { lineOf, stemsOf } from './words.ts';

/** Of longer texts the beginning is looked at. */
export const LONGEST_TEXT = 4_000;
/** What was said longer ago tells of no interest any more. */
export const FADES_AFTER_DAYS = 180;

const LONGEST_SENTENCE = 300;

export interface Sentence {
  readonly text: string;
  readonly stems: readonly string[];
  /** All of them in one: it is compared with thousands of items. */
  readonly line: string;
  /** It says that somebody wants something. */
  readonly isWish: boolean;
  /** It says that somebody does not want something, or no longer. */
  readonly isRefusal: boolean;
  /** Of a refusal, how many of the stems come behind the words that refuse. */
  readonly behind: number;
}

/** The sentences of a call, text, mail or note that may tell of an interest, or of its end; others that deny one are left out. */
export function readSaid(text: string): readonly Sentence[] {
  return cutTo(text, LONGEST_TEXT)
    .split(/[.!?;]+(?=\s|$)|[\r\n]+/)
    .flatMap((part) => {
      const sentence = cutTo(part.trim(), LONGEST_SENTENCE);
      const folded = fold(sentence);
      const end = endOfRefusal(folded);
      const isRefusal = end !== null;
      if (folded === '' || (saysNo(folded) && !isRefusal)) return [];
      const stems = stemsOf(sentence);
      const behind = isRefusal ? stemsOf(folded.slice(end)).length : 0;
      return [
        { text: sentence, stems, line: lineOf(stems), isWish: !isRefusal && saysWish(folded), isRefusal, behind },
      ];
    });
}
