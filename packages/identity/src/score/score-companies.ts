import { isCommonDomain } from '@syncline/core';
import { type CompanyName, readCompanyName } from '../names/company-name.ts';
import { fold } from '../names/fold.ts';
import type { Commonness, CompanyTraits } from '../traits/traits.ts';
import { type Evidence, type Score, type Thresholds, weigh } from './evidence.ts';
import { compareNames } from './name-evidence.ts';
import { compareOne, differingKeys, rarestShared, sharedEvidence } from './shared-values.ts';

/** A company as it is compared, read once. */
export interface ReadCompany {
  readonly traits: CompanyTraits;
  readonly name: CompanyName;
  readonly domains: readonly string[];
  readonly city: string | null;
}

export function readCompany(traits: CompanyTraits): ReadCompany {
  return {
    traits,
    name: readCompanyName(traits.name),
    domains: traits.domains.filter((domain) => !isCommonDomain(domain)),
    city: traits.city === null ? null : fold(traits.city) || null,
  };
}

export const COMPANY_THRESHOLDS: Thresholds = { link: 0.9995, propose: 0.5 };

/**
 * How likely two records are of one company. Companies of a group share domains and names and are not one: another country,
 * legal form or register number is for a person to judge.
 */
export function scoreCompanies(
  a: ReadCompany,
  b: ReadCompany,
  commonness: Commonness,
  thresholds: Thresholds = COMPANY_THRESHOLDS,
): Score {
  const evidence: Evidence[] = [];
  const heldBack: string[] = [];
  const add = (each: Evidence | null): void => {
    if (each) evidence.push(each);
  };
  const name = compareNames(a.name.words, b.name.words, 'company_word', commonness);
  add(name.evidence);
  if (name.clashes) heldBack.push('their names have words that contradict each other');
  const register = compareOne('register', a.traits.register, b.traits.register, { same: 18, different: -8 });
  add(register);
  const domain = rarestShared(a.domains, b.domains, 'domain', commonness);
  if (domain) add(sharedEvidence('domain', domain, 0.8, commonness));
  else if (a.domains.length > 0 && b.domains.length > 0)
    evidence.push({ feature: 'domain', verdict: 'different', bits: -3, because: 'other domains' });
  const phone = rarestShared(a.traits.phones, b.traits.phones, 'phone', commonness);
  if (phone) add(sharedEvidence('phone', phone, 0.6, commonness));
  if (a.city !== null && b.city !== null)
    add(
      a.city === b.city
        ? sharedEvidence(
            'city',
            { value: a.city, share: Math.max(commonness.share('city', a.city), 1 / 16) },
            0.8,
            commonness,
          )
        : { feature: 'city', verdict: 'different', bits: -1, because: `${a.city} is not ${b.city}` },
    );
  add(compareOne('country', a.traits.country, b.traits.country, { same: 0, different: -3 }));
  add(compareOne('legal_form', a.name.form, b.name.form, { same: 0.5, different: -2 }));

  if (!domain && !phone && register?.verdict !== 'same') heldBack.push('they share no domain, number or register');
  else if (name.whole === 0) heldBack.push('their names have nothing in common');
  for (const each of ['register', 'country', 'legal_form'] as const)
    if (evidence.some(({ feature, verdict }) => feature === each && verdict === 'different'))
      heldBack.push(`another ${each.replaceAll('_', ' ')}`);
  for (const vendor of differingKeys(a.traits.keys, b.traits.keys)) heldBack.push(`${vendor} has them as two records`);
  return weigh(evidence, heldBack, commonness.total, thresholds);
}
