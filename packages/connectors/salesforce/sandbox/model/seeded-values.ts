import { Dice, hash32, paragraphFrom, titleFrom } from '@syncline/sandbox';
import { recordId } from './ids.ts';
import type { Value } from './row.ts';
import { STAGES, TASK_STATUSES } from './schemas.ts';

export interface SeedParts {
  readonly seed: number;
  readonly counts: Readonly<Record<string, number>>;
}

const COMPANIES = [
  'Acme',
  'Globex',
  'Initech',
  'Umbrella',
  'Hooli',
  'Wayne',
  'Stark',
  'Müller',
  'Société Générique',
  '東京商事',
];
const FIRST = ['Ada', 'Grace', 'Alan', 'Edsger', 'Barbara', 'Zoë', 'José', 'Łukasz', "D'Arcy", '花子'];
const LAST = ['Lovelace', 'Hopper', 'Turing', 'Dijkstra', 'Liskov', 'Müller', 'García', "O'Neill", '山田'];
const INDUSTRIES = ['Technology', 'Banking', 'Retail', 'Energy', null];

/** What a seeded record holds beside the system's own fields: the same for the same seed, object and number. */
export function seededValues(object: string, position: number, parts: SeedParts): Readonly<Record<string, Value>> {
  const dice = new Dice(hash32(parts.seed, hashText(object), position));
  const some = (target: string, prefix: string): string | null => {
    const count = parts.counts[target] ?? 0;
    return count === 0 ? null : recordId(prefix, dice.below(count));
  };
  const OwnerId = some('User', '005');
  switch (object) {
    case 'User':
      return {
        Username: `user${position}@acme.example`,
        Name: `${dice.pick(FIRST)} ${dice.pick(LAST)}`,
        Email: `user${position}@acme.example`,
        Title: position === 0 ? 'Administrator' : 'Sales',
        IsActive: position === 0 || dice.chance(0.95),
        UserType: 'Standard',
      };
    case 'Account':
      return {
        Name: `${dice.pick(COMPANIES)} ${position + 1}`,
        Website: dice.chance(0.9) ? `https://company-${position + 1}.example` : null,
        Industry: dice.pick(INDUSTRIES),
        Segment__c: dice.pick(['Enterprise', 'Mid-Market', 'SMB']),
        Type: dice.pick(['Customer', 'Prospect', null]),
        Phone: `+49 30 ${100_000 + position}`,
        Description: dice.chance(0.4) ? paragraphFrom(dice) : null,
        NumberOfEmployees: dice.below(50_000),
        AnnualRevenue: dice.below(1_000) * 100_000,
        BillingCountry: dice.pick(['Germany', 'France', 'Japan']),
        OwnerId,
      };
    case 'Contact':
      return {
        FirstName: dice.pick(FIRST),
        LastName: dice.pick(LAST),
        Email: `person${position + 1}@company.example`,
        Phone: dice.chance(0.5) ? `+49 40 ${200_000 + position}` : null,
        Title: dice.pick(['CTO', 'Buyer', 'Engineer', null]),
        Department: dice.pick(['IT', 'Purchasing', null]),
        AccountId: some('Account', '001'),
        OwnerId,
      };
    case 'Opportunity': {
      const [StageName, Probability] = dice.pick(STAGES);
      return {
        Name: `Deal ${position + 1}`,
        StageName,
        Probability,
        Amount: dice.chance(0.9) ? dice.below(10_000_000) / 100 : null,
        CloseDate: `2026-${String(1 + dice.below(12)).padStart(2, '0')}-15`,
        Type: dice.pick(['New Customer', 'Existing Customer - Upgrade', null]),
        NextStep: dice.chance(0.3) ? titleFrom(dice) : null,
        AccountId: some('Account', '001'),
        OwnerId,
      };
    }
    case 'Quote':
      return {
        Name: `Quote ${position + 1}`,
        Status: dice.pick(['Draft', 'In Review', 'Approved', 'Presented']),
        Total__c: dice.below(1_000_000) / 100,
        Currency__c: 'EUR',
        ExpirationDate: '2026-12-31',
        Version__c: 1 + dice.below(3),
        Attachment_Reference__c: dice.chance(0.5) ? `quotes/${position + 1}.pdf` : null,
        OpportunityId: some('Opportunity', '006'),
      };
    case 'GitHub_Repository__c': {
      const name = ['api', 'web', 'infra'][position] ?? `service-${position}`;
      return {
        Name: name,
        Full_Name__c: `acme/${name}`,
        Url__c: `https://github.com/acme/${name}`,
        Default_Branch__c: 'main',
        Language__c: 'TypeScript',
        Private__c: dice.chance(0.5),
        Archived__c: false,
        Account__c: some('Account', '001'),
        OwnerId,
      };
    }
    case 'GitHub_Pull_Request__c':
      return {
        Title__c: titleFrom(dice),
        Body__c: dice.chance(0.8) ? paragraphFrom(dice) : null,
        State__c: dice.pick(['open', 'closed', 'merged']),
        Number__c: position + 1,
        Url__c: `https://github.com/acme/api/pull/${position + 1}`,
        Author__c: 'octocat',
        Head_Branch__c: `change-${position + 1}`,
        Base_Branch__c: 'main',
        Draft__c: dice.chance(0.1),
        Repository__c: some('GitHub_Repository__c', 'a00'),
        OwnerId,
      };
    case 'Task':
      return {
        Subject: titleFrom(dice).slice(0, 255),
        Description: dice.chance(0.7) ? paragraphFrom(dice) : null,
        Status: dice.pick(TASK_STATUSES),
        Priority: dice.pick(['High', 'Normal', 'Low']),
        ActivityDate: dice.chance(0.5) ? '2026-11-30' : null,
        Labels__c: dice.chance(0.3) ? 'bug;ui' : null,
        WhatId: dice.chance(0.5) ? some('Account', '001') : some('Opportunity', '006'),
        WhoId: dice.chance(0.5) ? some('Contact', '003') : null,
        OwnerId,
        Depends_On__c: dice.chance(0.1) ? some('Task', '00T') : null,
      };
    default:
      return {};
  }
}

function hashText(text: string): number {
  return hash32(...Array.from(text, (character) => character.codePointAt(0) ?? 0));
}
