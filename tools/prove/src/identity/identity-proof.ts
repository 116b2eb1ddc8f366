import {
  keysOfCompany,
  keysOfPerson,
  type ReadCompany,
  type ReadPerson,
  readCompany,
  readPerson,
  scoreCompanies,
  scorePeople,
} from '@syncline/identity';
import type { Proof } from '../proof.ts';
import { countCommonness, type FoundPair, findPairs } from './find-pairs.ts';
import { createPopulation, type Population } from './population.ts';
import { searchPopulation } from './search-population.ts';

const PRECISION = 0.999;
const RECALL = 0.9;
const RECORDS = { full: 100_000, short: 10_000 };
/** Of the search of so many, on two cores with nothing else to do. */
const SEARCH_S = 300;

/**
 * People and companies as four vendors hold them: what is linked without asking is right, and few duplicates stay unseen. Once
 * by the library in memory, and once by the search itself over entities in Postgres.
 */
export const identityProof: Proof = async ({
  seed,
  services,
  note,
  short,
  records = RECORDS[short ? 'short' : 'full'],
  difficulty = 0.5,
}) => {
  const began = performance.now();
  const companies = Math.round(records * 0.15);
  const population = createPopulation({ seed, difficulty, people: records - companies, companies });
  const made = performance.now();
  const people = judge(population.people, pairsOfPeople(population.people.records.map(readPerson)));
  note(`people: ${JSON.stringify(people)}`);
  const firms = judge(population.companies, pairsOfCompanies(population.companies.records.map(readCompany)));
  note(`companies: ${JSON.stringify(firms)}`);
  const seconds = Math.round((performance.now() - made) / 1_000);

  const { contact, account, filledS, searchedS } = await searchPopulation(services, population, note);
  const searched = { people: judge(population.people, contact), companies: judge(population.companies, account) };
  note(`searched in ${searchedS} s: ${JSON.stringify(searched)}`);
  const judged = {
    people,
    companies: firms,
    'people in Postgres': searched.people,
    'companies in Postgres': searched.companies,
  };
  const broken = Object.entries(judged).flatMap(([what, { precision, recall }]) => [
    ...(precision < PRECISION ? [`${what}: precision ${precision} of what is linked`] : []),
    ...(recall < RECALL ? [`${what}: recall ${recall} of what is linked or proposed`] : []),
  ]);
  if (records === RECORDS.full && searchedS > SEARCH_S) broken.push(`the search in Postgres took ${searchedS} s`);
  return {
    broken,
    figures: {
      records,
      difficulty,
      made: Math.round((made - began) / 1_000),
      memory: { people, companies: firms, seconds },
      postgres: { ...searched, filledSeconds: filledS, seconds: searchedS },
    },
  };
};

function pairsOfPeople(read: readonly ReadPerson[]) {
  const commonness = countCommonness(read, ({ name, mailboxes, roles, traits, employer, domains, city }) => ({
    name_word: name.words,
    email: [...mailboxes, ...roles],
    phone: traits.phones,
    employer: employer === null ? [] : [employer],
    domain: domains,
    city: city === null ? [] : [city],
  }));
  return findPairs(read, {
    idOf: ({ traits }) => traits.id,
    keysOf: keysOfPerson,
    scoreOf: (a, b) => scorePeople(a, b, commonness),
  });
}

function pairsOfCompanies(read: readonly ReadCompany[]) {
  const commonness = countCommonness(read, ({ name, traits, domains, city }) => ({
    company_word: name.words,
    phone: traits.phones,
    domain: domains,
    city: city === null ? [] : [city],
  }));
  return findPairs(read, {
    idOf: ({ traits }) => traits.id,
    keysOf: keysOfCompany,
    scoreOf: (a, b) => scoreCompanies(a, b, commonness),
  });
}

interface Found {
  /** Null: nobody counted them. */
  readonly compared: number | null;
  readonly found: readonly FoundPair[];
}

interface Judgement {
  readonly compared: number | null;
  readonly duplicates: number;
  readonly linked: number;
  readonly proposed: number;
  /** Of the pairs linked without asking. */
  readonly precision: number;
  /** Of the pairs linked or proposed: how much of a person's time is well spent. */
  readonly precisionOfAll: number;
  /** Of the true pairs: linked, or proposed. */
  readonly recall: number;
  readonly recallOfLinks: number;
}

/** A pair counts as found by itself alone: what follows from two other pairs is not added. */
function judge({ subjectOf }: Population<unknown>, { compared, found }: Found): Judgement {
  const sizes = new Map<number, number>();
  for (const subject of subjectOf.values()) sizes.set(subject, (sizes.get(subject) ?? 0) + 1);
  const duplicates = [...sizes.values()].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
  const isTrue = ({ a, b }: FoundPair): boolean => subjectOf.get(a) === subjectOf.get(b);
  const linked = found.filter(({ verdict }) => verdict === 'link');
  const share = (part: number, whole: number): number => Math.round((part / Math.max(whole, 1)) * 100_000) / 100_000;
  return {
    compared,
    duplicates,
    linked: linked.length,
    proposed: found.length - linked.length,
    precision: share(linked.filter(isTrue).length, linked.length),
    precisionOfAll: share(found.filter(isTrue).length, found.length),
    recall: share(found.filter(isTrue).length, duplicates),
    recallOfLinks: share(linked.filter(isTrue).length, duplicates),
  };
}
