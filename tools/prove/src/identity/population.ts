import { allFakers, type Faker } from '@faker-js/faker';
import type { CompanyTraits, PersonTraits } from '@syncline/identity';
import { createRandom, type Random } from '../shared/random.ts';
import { createSpoiler, type Spoiler } from './spoil.ts';

/** Records, and of whom each is: records of one subject are what is to be found. */
export interface Population<Traits> {
  readonly records: readonly Traits[];
  readonly subjectOf: ReadonlyMap<string, number>;
}

export interface PopulationOptions {
  readonly seed: number;
  /** 0 to 1. */
  readonly difficulty: number;
  readonly people: number;
  readonly companies: number;
}

const LOCALES = [
  'en',
  'en',
  'en',
  'en_GB',
  'de',
  'de',
  'fr',
  'es',
  'it',
  'pl',
  'nl',
  'ru',
  'tr',
  'sv',
  'pt_BR',
  'el',
  'uk',
] as const;
const COUNTRIES: Readonly<Record<string, string>> = {
  en: 'US',
  en_GB: 'GB',
  de: 'DE',
  fr: 'FR',
  es: 'ES',
  it: 'IT',
  pl: 'PL',
  nl: 'NL',
  ru: 'RU',
  tr: 'TR',
  sv: 'SE',
  pt_BR: 'BR',
  el: 'GR',
  uk: 'UA',
};
const CODES: Readonly<Record<string, string>> = {
  US: '+1',
  GB: '+44',
  DE: '+49',
  FR: '+33',
  ES: '+34',
  IT: '+39',
  PL: '+48',
  NL: '+31',
  RU: '+7',
  TR: '+90',
  SE: '+46',
  BR: '+55',
  GR: '+30',
  UA: '+380',
};
/** Others number with nine. */
const TEN_DIGITS = new Set(['US', 'RU', 'TR', 'GR']);
const FREE_MAIL = ['gmail.com', 'yahoo.com', 'outlook.com', 'web.de', 'mail.ru', 'icloud.com'];
/** Whose records they are. */
export const VENDORS = ['salesforce', 'hubspot', 'pipedrive', 'zoho'];
const ROLES = ['info', 'sales', 'office', 'contact'];

interface Company {
  readonly name: string;
  readonly domain: string;
  readonly phone: string;
  readonly city: string;
  readonly country: string;
}

interface Person {
  readonly given: string;
  readonly family: string;
  readonly suffix: string;
  readonly company: Company;
  readonly workMail: string;
  readonly privateMail: string | null;
  readonly mobile: string;
  readonly home: string | null;
  readonly city: string;
  readonly country: string;
  readonly birthDate: string | null;
}

export interface PeopleAndCompanies {
  readonly people: Population<PersonTraits>;
  readonly companies: Population<CompanyTraits>;
}

/** People and the companies they work for, as four vendors that were never compared hold them. */
export function createPopulation({ seed, difficulty, people, companies }: PopulationOptions): PeopleAndCompanies {
  const random = createRandom(seed);
  const spoiler = createSpoiler(random, difficulty);
  const world = createWorld(random, seed, Math.ceil(companies / 1.6));
  return {
    companies: recordsOf(
      companies,
      random,
      (subject) => world.companies[subject]!,
      (company, id, keys) => companyRecord(company, id, keys, random, spoiler),
    ),
    people: recordsOf(people, random, world.person, (person, id, keys) =>
      personRecord(person, id, keys, world, random, spoiler),
    ),
  };
}

function recordsOf<Subject, Traits>(
  count: number,
  random: Random,
  subjectAt: (subject: number) => Subject,
  record: (subject: Subject, id: string, keys: Record<string, string>) => Traits,
): Population<Traits> {
  const records: Traits[] = [];
  const subjectOf = new Map<string, number>();
  for (let number = 0; records.length < count; number += 1) {
    const subject = subjectAt(number);
    if (subject === undefined) break;
    // Of ten subjects six stand once, three twice, one three times; seldom twice at the same vendor.
    const times = random.pick([1, 1, 1, 1, 1, 1, 2, 2, 2, 3]);
    const first = random.below(VENDORS.length);
    for (let time = 0; time < times && records.length < count; time += 1) {
      const id = `r${records.length}`;
      const vendor = VENDORS[(first + (random.below(20) === 0 ? 0 : time)) % VENDORS.length]!;
      records.push(record(subject, id, { [vendor]: id }));
      subjectOf.set(id, number);
    }
  }
  return { records, subjectOf };
}

interface World {
  readonly companies: readonly Company[];
  readonly fakers: readonly { readonly faker: Faker; readonly country: string }[];
  /** Subjects come in order; some are the kin of the one before. */
  person(number: number): Person;
  phone(country: string): string;
  mailbox(local: string, domain: string): string;
}

function createWorld(random: Random, seed: number, companyCount: number): World {
  const fakers = LOCALES.map((locale, i) => {
    const faker = allFakers[locale];
    faker.seed(seed + i);
    return { faker, country: COUNTRIES[locale]! };
  });
  const phone = (country: string): string =>
    `${CODES[country]}${2 + random.below(8)}${TEN_DIGITS.has(country) ? 5 : ''}${String(random.below(100_000_000)).padStart(8, '0')}`;
  const companies: Company[] = [];
  const domains = new Set<string>();
  const mailboxes = new Set<string>();
  // A mailbox is given once, too: whoever comes later gets a number.
  const mailboxOf = (local: string, domain: string): string => {
    let address = `${local}@${domain}`;
    for (let n = 2; mailboxes.has(address); n += 1) address = `${local}${n}@${domain}`;
    mailboxes.add(address);
    return address;
  };
  for (let i = 0; i < companyCount; i += 1) {
    const { faker, country } = random.pick(fakers);
    const before = companies.at(-1);
    const kin = before !== undefined && random.below(25) === 0;
    // A daughter in another country, under the mother's name.
    const name = kin ? before.name : faker.company.name();
    const word = slug(name) || `company${i}`;
    // Registries give a domain once.
    let domain = `${word}.${random.pick(['com', 'com', 'net', 'io', 'org'])}`;
    if (kin || domains.has(domain)) domain = `${word}${i}.com`;
    domains.add(domain);
    companies.push({ name, domain, phone: phone(country), city: faker.location.city(), country });
  }
  let last: Person | null = null;
  return {
    companies,
    fakers,
    phone,
    mailbox: mailboxOf,
    person() {
      const { faker, country } = random.pick(fakers);
      // Many work for few.
      const company = companies[Math.floor(companies.length * (random.below(1_000_000) / 1_000_000) ** 2)]!;
      const relation = last === null ? 99 : random.below(100);
      const isKin = relation < 3;
      const isNamesake = relation === 3 && random.below(4) === 0;
      const given = isNamesake ? last!.given : faker.person.firstName();
      const family = isKin || isNamesake ? last!.family : faker.person.lastName();
      const year = 1_945 + random.below(55);
      last = {
        given,
        family,
        // A child that is called as its parent.
        suffix: isNamesake ? 'Jr.' : '',
        company,
        workMail: mailboxOf(workName(given, family, random), company.domain),
        privateMail:
          random.below(2) === 0
            ? mailboxOf(`${slug(given)}${random.pick(['.', '', '_'])}${slug(family)}`, random.pick(FREE_MAIL))
            : null,
        mobile: phone(country),
        home: isKin || isNamesake ? (last!.home ?? phone(country)) : random.below(4) === 0 ? phone(country) : null,
        city: isKin || isNamesake ? last!.city : faker.location.city(),
        country,
        birthDate:
          random.below(4) === 0
            ? `${year}-${String(1 + random.below(12)).padStart(2, '0')}-${String(1 + random.below(28)).padStart(2, '0')}`
            : null,
      };
      return last;
    },
  };
}

function workName(given: string, family: string, random: Random): string {
  const [first, second] = [slug(given) || 'x', slug(family) || 'y'];
  return random.pick([`${first}.${second}`, `${first[0]}${second}`, `${first[0]}.${second}`, first]);
}

function personRecord(
  person: Person,
  id: string,
  keys: Record<string, string>,
  world: World,
  random: Random,
  spoiler: Spoiler,
): PersonTraits {
  const hasMoved = spoiler.happens(0.1);
  const company = hasMoved ? random.pick(world.companies) : person.company;
  const workMail = hasMoved
    ? world.mailbox(workName(person.given, person.family, random), company.domain)
    : person.workMail;
  const emails = [
    ...(random.below(10) < 7 ? [workMail] : []),
    ...(person.privateMail !== null && random.below(10) < 5 ? [person.privateMail] : []),
    ...(spoiler.happens(0.04) ? [`${random.pick(ROLES)}@${company.domain}`] : []),
  ];
  const phones = [
    ...(random.below(10) < 6 ? [spoiler.happens(0.08) ? world.phone(person.country) : person.mobile] : []),
    ...(random.below(10) < 3 ? [company.phone] : []),
    ...(person.home !== null && random.below(10) < 4 ? [person.home] : []),
  ];
  const suffix = person.suffix !== '' && random.below(10) < 6 ? ` ${person.suffix}` : '';
  return {
    id,
    name: spoiler.happens(0.01) ? null : `${spoiler.personName(person.given, person.family)}${suffix}`,
    emails: emails.map((email) => (spoiler.happens(0.01) ? spoiler.typo(email) : email)),
    phones,
    employer: random.below(10) < 7 ? spoiler.companyName(company.name) : null,
    city: random.below(10) < 5 ? (spoiler.happens(0.05) ? random.pick(world.companies).city : person.city) : null,
    country: random.below(10) < 7 ? person.country : null,
    birthDate: person.birthDate !== null && random.below(10) < 7 ? person.birthDate : null,
    keys,
  };
}

function companyRecord(
  company: Company,
  id: string,
  keys: Record<string, string>,
  random: Random,
  spoiler: Spoiler,
): CompanyTraits {
  return {
    id,
    name: spoiler.companyName(company.name),
    domains:
      random.below(10) < 7 ? [spoiler.happens(0.03) ? `${company.domain.split('.')[0]}.eu` : company.domain] : [],
    phones: random.below(10) < 6 ? [spoiler.happens(0.08) ? `${company.phone.slice(0, -2)}00` : company.phone] : [],
    city: random.below(10) < 7 ? company.city : null,
    country: random.below(10) < 7 ? company.country : null,
    register: null,
    keys,
  };
}

function slug(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');
}
