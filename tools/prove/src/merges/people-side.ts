import { createHubspotSandbox } from '@syncline/connector-hubspot/sandbox';
import { createSalesforceSandbox } from '@syncline/connector-salesforce/sandbox';
import type { SyncSide } from '@syncline/testing/start-sync-engine';
import { UNLIMITED } from '../vendors/vendor.ts';

/** What a CRM shows of a person; null for what is empty. */
export interface Shown {
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly title: string | null;
  readonly department: string | null;
}

export const FIELDS = ['first_name', 'last_name', 'email', 'phone', 'title', 'department'] as const;

/** A CRM in which people make and edit contacts, read by its simulator's own memory. */
export interface PeopleSide extends SyncSide {
  readonly scope: string;
  /** Returns the id. */
  create(person: Partial<Shown>): string;
  edit(id: string, fields: Partial<Shown>): void;
  /** By id. */
  contacts(): ReadonlyMap<string, Shown>;
  /** How many writes of contacts it was asked for. */
  writes(): number;
  /** Answers to writes are lost on the way back, so many of them. */
  loseAnswers(count: number): void;
  close(): Promise<void>;
}

/** In the CRM's own words. */
function spoken(names: Readonly<Record<keyof Shown, string>>, fields: Partial<Shown>): Record<string, string> {
  return Object.fromEntries(FIELDS.flatMap((field) => (fields[field] == null ? [] : [[names[field], fields[field]]])));
}

function heard(names: Readonly<Record<keyof Shown, string>>, row: Readonly<Record<string, unknown>>): Shown {
  const valueOf = (field: keyof Shown): string | null => {
    const value = row[names[field]];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  return Object.fromEntries(FIELDS.map((field) => [field, valueOf(field)])) as unknown as Shown;
}

export async function startSalesforcePeople(seed: number): Promise<PeopleSide> {
  const names = {
    first_name: 'FirstName',
    last_name: 'LastName',
    email: 'Email',
    phone: 'Phone',
    title: 'Title',
    department: 'Department',
  };
  const sandbox = await createSalesforceSandbox({ seed, accounts: 0, rateLimit: UNLIMITED });
  const { organizationId, clientId, clientSecret } = sandbox;
  return {
    name: 'salesforce',
    connector: 'salesforce',
    url: sandbox.url,
    settings: { organizationId, seesAllRecords: true, streams: ['contacts'] },
    secrets: { clientId, clientSecret },
    scope: organizationId,
    create: (person) => String(sandbox.create('Contact', spoken(names, person)).Id),
    edit: (id, fields) => void sandbox.edit('Contact', id, spoken(names, fields)),
    contacts: () =>
      new Map([...sandbox.records('Contact')].map((row) => [String(row['Id']), heard(names, row)] as const)),
    writes: () => sandbox.requestCount(/^PATCH .*\/sobjects/),
    loseAnswers(count) {
      for (let turn = 0; turn < count; turn += 1)
        sandbox.faults.add({ kind: 'lost_answer', method: 'PATCH', path: '/sobjects', skip: 3 });
    },
    close: () => sandbox.close(),
  };
}

export async function startHubspotPeople(seed: number): Promise<PeopleSide> {
  const names = {
    first_name: 'firstname',
    last_name: 'lastname',
    email: 'email',
    phone: 'phone',
    title: 'jobtitle',
    department: 'syncline_department',
  };
  const sandbox = await createHubspotSandbox({
    seed,
    contacts: 0,
    rateLimit: UNLIMITED,
    searchesPerSecond: 1_000_000,
  });
  const { portalId, token, clientSecret } = sandbox;
  return {
    name: 'hubspot',
    connector: 'hubspot',
    url: sandbox.url,
    settings: { portalId, searchesPerSecond: 10_000, streams: ['contacts'] },
    secrets: { token, webhookSecret: clientSecret },
    scope: String(portalId),
    create: (person) => sandbox.create('contacts', spoken(names, person)).id,
    edit: (id, fields) => void sandbox.edit('contacts', id, spoken(names, fields)),
    contacts: () =>
      new Map([...sandbox.records('contacts')].map(({ id, properties }) => [id, heard(names, properties)] as const)),
    writes: () => sandbox.requestCount(/^PATCH .*\/objects\//),
    loseAnswers(count) {
      for (let turn = 0; turn < count; turn += 1)
        sandbox.faults.add({ kind: 'lost_answer', method: 'PATCH', path: '/objects/', skip: 3 });
    },
    close: () => sandbox.close(),
  };
}
