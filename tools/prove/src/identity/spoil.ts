import type { Random } from '../shared/random.ts';

/** How records of one and the same thing come to differ. `difficulty` 0 leaves almost all as it is, 1 spoils most. */
export interface Spoiler {
  /** True with the share `often`, scaled by the difficulty. */
  happens(often: number): boolean;
  typo(text: string): string;
  personName(given: string, family: string): string;
  companyName(name: string): string;
}

const SHORT: Readonly<Record<string, string>> = {
  Robert: 'Bob',
  William: 'Bill',
  Richard: 'Dick',
  James: 'Jim',
  John: 'Jack',
  Michael: 'Mike',
  Thomas: 'Tom',
  Charles: 'Chuck',
  Edward: 'Ted',
  Margaret: 'Peggy',
  Elizabeth: 'Liz',
  Katherine: 'Kate',
  Christopher: 'Chris',
  Alexander: 'Alex',
  Joseph: 'Joe',
  Daniel: 'Dan',
  Matthew: 'Matt',
  Anthony: 'Tony',
  Steven: 'Steve',
  Andrew: 'Andy',
  Patricia: 'Pat',
  Jennifer: 'Jenny',
  Susan: 'Sue',
  Barbara: 'Barb',
  Deborah: 'Debbie',
  Jessica: 'Jess',
  Samuel: 'Sam',
  Nicholas: 'Nick',
  Benjamin: 'Ben',
  Gregory: 'Greg',
  Johannes: 'Hans',
  Wilhelm: 'Willi',
  Friedrich: 'Fritz',
  Francisco: 'Paco',
  Ekaterina: 'Katya',
  Mikhail: 'Misha',
  Lawrence: 'Larry',
  Ronald: 'Ron',
  Timothy: 'Tim',
  Frederick: 'Fred',
  Gerald: 'Jerry',
  Raymond: 'Ray',
  Jacqueline: 'Jackie',
  Rebecca: 'Becky',
};
const TITLES = ['Dr. ', 'Mr. ', 'Mrs. ', 'Prof. '];
const LEGAL = ['Inc.', 'Inc', 'GmbH', 'Ltd', 'Limited', 'LLC', 'Corporation', 'Co.', 'S.A.', 'AG'];
/** Passport offices and people themselves write Cyrillic in more than one way; here is one of them, and not ours. */
const PASSPORT: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'iu',
  я: 'ia',
  і: 'i',
  ї: 'i',
  є: 'ie',
  ґ: 'g',
};

export function createSpoiler(random: Random, difficulty: number): Spoiler {
  const chance = (share: number): boolean => random.below(1_000_000) < share * 1_000_000;
  const happens = (often: number): boolean => chance(Math.min(0.95, often * 2 * difficulty));
  const typo = (text: string): string => {
    if (text.length < 4) return text;
    const at = 1 + random.below(text.length - 2);
    const letter = 'abcdefghijklmnopqrstuvwxyz'[random.below(26)]!;
    const left = text.slice(0, at);
    switch (random.below(4)) {
      case 0:
        return left + text.slice(at + 1);
      case 1:
        return left + letter + text.slice(at);
      case 2:
        return left + letter + text.slice(at + 1);
      default:
        return left + text[at + 1]! + text[at]! + text.slice(at + 2);
    }
  };
  const latin = (text: string): string =>
    /\p{Script=Cyrillic}/u.test(text) && happens(0.25) ? inPassport(text) : text;
  return {
    happens,
    typo,
    personName(givenName, familyName) {
      let given = latin(givenName);
      let family = given === givenName ? familyName : inPassport(familyName);
      const short = SHORT[given];
      if (short !== undefined && happens(0.15)) given = short;
      else if (happens(0.04)) given = `${given[0]}.`;
      if (happens(0.06)) family = typo(family);
      if (happens(0.04)) given = typo(given);
      if (happens(0.05)) given = `${given} ${'ABCDEFGHJKLMRST'[random.below(15)]}.`;
      let name = happens(0.1) ? `${family}, ${given}` : happens(0.05) ? `${family} ${given}` : `${given} ${family}`;
      if (happens(0.15)) name = name.normalize('NFD').replaceAll(/\p{M}/gu, '');
      if (happens(0.03)) name = `${random.pick(TITLES)}${name}`;
      return happens(0.05) ? name.toUpperCase() : name;
    },
    companyName(name) {
      const bare = name.replace(/,? (Inc|LLC|Ltd|GmbH|AG|and Sons|Group)\.?$/, '');
      let spelled = happens(0.2) ? `${bare} ${random.pick(LEGAL)}` : happens(0.2) ? bare : name;
      if (happens(0.06)) spelled = typo(spelled);
      if (happens(0.05)) spelled = spelled.replaceAll(/[,-]/g, ' ');
      return happens(0.05) ? spelled.toUpperCase() : spelled;
    },
  };
}

function inPassport(text: string): string {
  return text.replaceAll(/\p{Script=Cyrillic}/gu, (letter) => {
    const small = letter.toLowerCase();
    const written = PASSPORT[small] ?? letter;
    return small === letter ? written : written.slice(0, 1).toUpperCase() + written.slice(1);
  });
}
