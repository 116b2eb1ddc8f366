import type { Json } from '@syncline/core';
import {
  type BlockingKey,
  type CommonTrait,
  type CompanyTraits,
  keysOfCompany,
  keysOfPerson,
  type PersonTraits,
  type ReadCompany,
  type ReadPerson,
  readCompany,
  readPerson,
} from '@syncline/identity';
import type { HeldTraits, IndexedRecord } from '@syncline/store';
import { countryOf, domainsOf, emailsOf, type HeldValues, heldValues, phonesOf } from './held-values.ts';

/** An account or a contact as it is found and compared. */
export function indexedRecord(held: HeldTraits): IndexedRecord {
  return held.kind === 'account' ? indexedCompany(companyOf(held)) : indexedPerson(personOf(held));
}

function indexedPerson(traits: PersonTraits): IndexedRecord {
  const read = readPerson(traits);
  return indexed('contact', traits, keysOfPerson(read), valuesOfPerson(read));
}

function indexedCompany(traits: CompanyTraits): IndexedRecord {
  const read = readCompany(traits);
  return indexed('account', traits, keysOfCompany(read), valuesOfCompany(read));
}

/** What the commonness of people's values is counted of. */
export function valuesOfPerson({ name, mailboxes, roles, traits, employer, domains, city }: ReadPerson): string[] {
  return listed({
    name_word: name.words,
    email: [...mailboxes, ...roles],
    phone: traits.phones,
    employer: employer === null ? [] : [employer],
    domain: domains,
    city: city === null ? [] : [city],
  });
}

export function valuesOfCompany({ name, traits, domains, city }: ReadCompany): string[] {
  return listed({
    company_word: name.words,
    phone: traits.phones,
    domain: domains,
    city: city === null ? [] : [city],
  });
}

export function countedValue(trait: CommonTrait, value: string): string {
  return `${trait} ${value}`;
}

function indexed(
  kind: string,
  traits: PersonTraits | CompanyTraits,
  keys: readonly BlockingKey[],
  values: readonly string[],
): IndexedRecord {
  return { entityId: traits.id, kind, traits: traits as unknown as Record<string, Json>, keys, values };
}

function listed(values: Partial<Record<CommonTrait, readonly string[]>>): string[] {
  return Object.entries(values).flatMap(([trait, own]) =>
    own.map((value) => countedValue(trait as CommonTrait, value)),
  );
}

function personOf(held: HeldTraits): PersonTraits {
  const values = heldValues(held);
  const country = countryOf(values);
  return {
    id: held.id,
    name: personName(values),
    emails: emailsOf(values),
    phones: phonesOf(values, country),
    employer: values.first('company', 'employer', 'account_name') ?? held.employer,
    city: values.first('city', 'mailing_city'),
    country,
    birthDate: birthDate(values),
    keys: keysOf(held),
  };
}

function companyOf(held: HeldTraits): CompanyTraits {
  const values = heldValues(held);
  const country = countryOf(values);
  const register = values
    .first('vat_number', 'tax_id', 'register_number')
    ?.replaceAll(/[^a-z0-9]/gi, '')
    .toLowerCase();
  return {
    id: held.id,
    name: values.first('name'),
    domains: domainsOf(values),
    phones: phonesOf(values, country),
    city: values.first('city', 'billing_city'),
    country,
    register: register || null,
    keys: keysOf(held),
  };
}

function personName(values: HeldValues): string | null {
  const parts = [values.first('first_name'), values.first('last_name')].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(' ') : values.first('name', 'full_name');
}

function birthDate(values: HeldValues): string | null {
  const text = values.first('birth_date', 'birthdate', 'date_of_birth')?.slice(0, 10);
  return text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text) ? text : null;
}

/**
 * Ids that never change, by who gave them: a connection, or files that number their records. One with two of a connection
 * (they were merged) has them all.
 */
function keysOf({ records, fileKeys }: HeldTraits): Record<string, string> {
  const ids = [
    ...records.map(({ connection, externalId }) => [connection, externalId] as const),
    ...fileKeys.map(({ source, key }) => [`files like ${source.slice(0, 8)}`, key] as const),
  ];
  const byGiver = Map.groupBy(ids, ([giver]) => giver);
  return Object.fromEntries(
    [...byGiver].map(([giver, own]) => [giver, [...new Set(own.map(([, id]) => id))].sort().join(', ')]),
  );
}
