import { isCommonDomain, isRoleAddress } from '@syncline/core';
import { readCompanyName } from '../names/company-name.ts';
import { fold } from '../names/fold.ts';
import { type PersonName, readPersonName } from '../names/person-name.ts';
import type { Commonness, PersonTraits } from '../traits/traits.ts';
import { type Evidence, type Score, type Thresholds, weigh } from './evidence.ts';
import { compareNames } from './name-evidence.ts';
import { compareOne, differingKeys, holders, rarestShared, sharedEvidence } from './shared-values.ts';

/** A person as they are compared, read once. */
export interface ReadPerson {
  readonly traits: PersonTraits;
  readonly name: PersonName;
  /** Addresses of their own. */
  readonly mailboxes: readonly string[];
  /** Addresses of functions, that several people read. */
  readonly roles: readonly string[];
  /** Domains that companies have for themselves. */
  readonly domains: readonly string[];
  readonly employer: string | null;
  readonly city: string | null;
}

export function readPerson(traits: PersonTraits): ReadPerson {
  const domains = traits.emails
    .map((email) => email.slice(email.indexOf('@') + 1))
    .filter((each) => !isCommonDomain(each));
  return {
    traits,
    name: readPersonName(traits.name),
    mailboxes: traits.emails.filter((email) => !isRoleAddress(email)),
    roles: traits.emails.filter(isRoleAddress),
    domains: [...new Set(domains)],
    employer: readCompanyName(traits.employer).words.join(' ') || null,
    city: traits.city === null ? null : fold(traits.city) || null,
  };
}

/** A value that so many hold is one of a place, not of a person: couples share one, offices do. */
const MOST_OF_ONE_PERSON = 4;

export const PEOPLE_THRESHOLDS: Thresholds = { link: 0.9995, propose: 0.5 };

/**
 * How likely two records are of one person. A name and where somebody works never link two by themselves, nor does one value
 * alone: it takes a value of theirs (an address, a number) that few have, and a name that does not contradict it.
 */
export function scorePeople(
  a: ReadPerson,
  b: ReadPerson,
  commonness: Commonness,
  thresholds: Thresholds = PEOPLE_THRESHOLDS,
): Score {
  const evidence: Evidence[] = [];
  const heldBack: string[] = [];
  const add = (each: Evidence | null): void => {
    if (each) evidence.push(each);
  };
  const name = compareNames(a.name.words, b.name.words, 'name_word', commonness);
  add(name.evidence);
  if (name.clashes) heldBack.push('their names have words that contradict each other');

  const mailbox = rarestShared(a.mailboxes, b.mailboxes, 'email', commonness);
  const phone = rarestShared(a.traits.phones, b.traits.phones, 'phone', commonness);
  const ownMailbox = mailbox && holders(mailbox.share, commonness) <= MOST_OF_ONE_PERSON ? mailbox : null;
  const ownPhone = phone && holders(phone.share, commonness) <= MOST_OF_ONE_PERSON ? phone : null;
  if (ownMailbox) add(sharedEvidence('email', ownMailbox, 0.9, commonness));
  else add(differentMailboxes(a, b));
  if (ownPhone) add(sharedEvidence('phone', ownPhone, 0.6, commonness));
  add(placeOfWork(a, b, [mailbox !== ownMailbox ? mailbox : null, phone !== ownPhone ? phone : null], commonness));
  if (!ownMailbox && !ownPhone) heldBack.push('they share no address or number that is one person’s');
  else if (name.whole === 0) heldBack.push('only an address or a number speaks for it');

  add(city(a.city, b.city, commonness));
  add(compareOne('country', a.traits.country, b.traits.country, { same: 0, different: -1.5 }));
  add(compareOne('birth_date', a.traits.birthDate, b.traits.birthDate, { same: 8, different: -10 }));
  if (a.name.suffix !== b.name.suffix && (a.name.suffix ?? b.name.suffix) !== null) {
    const isStated = a.name.suffix !== null && b.name.suffix !== null;
    evidence.push({
      feature: 'suffix',
      verdict: 'different',
      bits: isStated ? -10 : -3,
      because: `${a.name.suffix ?? 'no suffix'} is not ${b.name.suffix ?? 'no suffix'}`,
    });
    heldBack.push('one may be the other’s parent');
  }
  if (a.traits.birthDate !== null && b.traits.birthDate !== null && a.traits.birthDate !== b.traits.birthDate)
    heldBack.push('their dates of birth differ');
  for (const vendor of differingKeys(a.traits.keys, b.traits.keys)) heldBack.push(`${vendor} has them as two records`);
  return weigh(evidence, heldBack, commonness.total, thresholds);
}

/** Two colleagues have addresses at one domain; one person with two addresses there is rare. */
function differentMailboxes(a: ReadPerson, b: ReadPerson): Evidence | null {
  if (a.mailboxes.length === 0 || b.mailboxes.length === 0) return null;
  const domain = a.domains.find((each) => b.domains.includes(each));
  return {
    feature: 'email',
    verdict: 'different',
    bits: domain === undefined ? -0.5 : -3,
    because: domain === undefined ? 'other addresses' : `other addresses at ${domain}`,
  };
}

/** What several people share says where somebody works: all of it is one piece of evidence, the rarest of it. */
function placeOfWork(
  a: ReadPerson,
  b: ReadPerson,
  ofMany: readonly ({ readonly value: string; readonly share: number } | null)[],
  commonness: Commonness,
): Evidence | null {
  const shared = [
    ...ofMany,
    rarestShared(a.roles, b.roles, 'email', commonness),
    rarestShared(a.domains, b.domains, 'domain', commonness),
    a.employer !== null && a.employer === b.employer
      ? { value: a.employer, share: commonness.share('employer', a.employer) }
      : null,
  ].filter((each) => each !== null);
  const rarest = shared.sort((x, y) => x.share - y.share)[0];
  if (rarest) return sharedEvidence('place_of_work', rarest, 0.6, commonness);
  const known = (each: ReadPerson): boolean => each.employer !== null || each.domains.length > 0;
  // People change where they work.
  return known(a) && known(b)
    ? { feature: 'place_of_work', verdict: 'different', bits: -1.5, because: 'another place of work' }
    : null;
}

function city(a: string | null, b: string | null, commonness: Commonness): Evidence | null {
  if (a === null || b === null) return null;
  if (a !== b) return { feature: 'city', verdict: 'different', bits: -1, because: `${a} is not ${b}` };
  return sharedEvidence('city', { value: a, share: Math.max(commonness.share('city', a), 1 / 16) }, 0.8, commonness);
}
