import { createRequire } from 'node:module';
import { createHubspotSandbox } from '@syncline/connector-hubspot/sandbox';
import { describe, expect, it } from 'vitest';
import { hubspot } from '../src/connector.ts';
import { definitions } from '../src/definitions.ts';
import { ASSOCIATION_TYPES } from './model/schemas.ts';
import { shapeProblems } from './testing/client-models.ts';

interface Call {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly request: unknown;
  readonly answer: unknown;
}

interface Shape {
  readonly call: RegExp;
  /** Models of the client; null: no body. */
  readonly request: string | null;
  readonly answer: string | null;
}

const objects = 'crm/contacts';
const associations = 'crm/associations/v4';
/** What every call that is made below must look like, both ways. */
const shapes: readonly Shape[] = [
  {
    call: /^POST \S+\/search$/,
    request: `${objects}/PublicObjectSearchRequest`,
    answer: `${objects}/CollectionResponseWithTotalSimplePublicObject`,
  },
  {
    call: /^POST \/crm\/v3\/objects\/\w+$/,
    request: `${objects}/SimplePublicObjectInputForCreate`,
    answer: `${objects}/SimplePublicObject`,
  },
  {
    call: /^POST \S+\/objects\/\w+\/batch\/create$/,
    request: `${objects}/BatchInputSimplePublicObjectBatchInputForCreate`,
    answer: `${objects}/BatchResponseSimplePublicObjectWithErrors`,
  },
  {
    call: /^POST \S+\/objects\/\w+\/batch\/update$/,
    request: `${objects}/BatchInputSimplePublicObjectBatchInput`,
    answer: `${objects}/BatchResponseSimplePublicObjectWithErrors`,
  },
  {
    call: /^POST \S+\/objects\/\w+\/batch\/read$/,
    request: `${objects}/BatchReadInputSimplePublicObjectId`,
    answer: `${objects}/BatchResponseSimplePublicObjectWithErrors`,
  },
  { call: /^GET \/crm\/v3\/objects\//, request: null, answer: `${objects}/SimplePublicObjectWithAssociations` },
  {
    call: /^PATCH \/crm\/v3\/objects\//,
    request: `${objects}/SimplePublicObjectInput`,
    answer: `${objects}/SimplePublicObject`,
  },
  { call: /^DELETE \/crm\/v3\/objects\//, request: null, answer: null },
  {
    call: /^POST \/crm\/v4\/\S+\/batch\/read$/,
    request: `${associations}/BatchInputPublicFetchAssociationsBatchRequest`,
    answer: `${associations}/BatchResponsePublicAssociationMultiWithLabelWithErrors`,
  },
  {
    call: /^POST \/crm\/v4\/\S+\/batch\/create$/,
    request: `${associations}/BatchInputPublicAssociationMultiPost`,
    answer: `${associations}/BatchResponseLabelsBetweenObjectPair`,
  },
  {
    call: /^POST \/crm\/v4\/\S+\/batch\/archive$/,
    request: `${associations}/BatchInputPublicAssociationMultiArchive`,
    answer: null,
  },
  { call: /^GET \/crm\/v3\/owners\/\d+/, request: null, answer: 'crm/owners/PublicOwner' },
  { call: /^GET \/crm\/v3\/owners/, request: null, answer: 'crm/owners/CollectionResponsePublicOwnerForwardPaging' },
  { call: /^GET \/crm\/v3\/properties\//, request: null, answer: 'crm/properties/CollectionResponsePropertyNoPaging' },
  { call: /^GET \/crm\/v3\/pipelines\//, request: null, answer: 'crm/pipelines/CollectionResponsePipelineNoPaging' },
  {
    call: /^GET \/crm\/v4\/objects\//,
    request: null,
    answer: `${associations}/CollectionResponseMultiAssociatedObjectWithLabelForwardPaging`,
  },
  {
    call: /^GET \/crm-object-schemas\//,
    request: null,
    answer: 'crm/schemas/CollectionResponseObjectSchemaNoPaging',
  },
  { call: /^PUT \/webhooks\//, request: 'webhooks/SettingsChangeRequest', answer: 'webhooks/SettingsResponse' },
  { call: /^GET \/webhooks\//, request: null, answer: 'webhooks/SubscriptionListResponse' },
  {
    call: /^POST \/webhooks\//,
    request: 'webhooks/SubscriptionCreateRequest',
    answer: 'webhooks/SubscriptionResponse',
  },
  {
    call: /^PATCH \/webhooks\//,
    request: 'webhooks/SubscriptionPatchRequest',
    answer: 'webhooks/SubscriptionResponse',
  },
];

/**
 * Where the wire and the client's models are known to differ: sorting rules are objects by the documentation
 * (`"sorts": [{ "propertyName", "direction" }]`), texts in the model; ids of associated objects are numbers on the wire,
 * labels of plain associations null, and a refusal says `"status": "error"`.
 */
const KNOWN =
  /\.associationTypes\[\d\]\.label is object|status is unknown to ModelError|\.sorts\[0\] is object|\.toObjectId is number|\.(from|to)ObjectId is number/;

const signal = new AbortController().signal;

describe("the simulator beside HubSpot's own client", () => {
  it('is asked, and answers, in the shapes of its models', async () => {
    const calls = await exerciseEverything();
    const problems = calls.flatMap(({ method, path, status, request, answer }) => {
      const shape = shapes.find(({ call }) => call.test(`${method} ${path}`));
      if (shape === undefined) return [`${method} ${path} is not described`];
      const asked = shape.request === null ? [] : shapeProblems(shape.request, request);
      const isError = status >= 400;
      const answered =
        answer === null || shape.answer === null
          ? []
          : shapeProblems(isError ? `${objects}/ModelError` : shape.answer, answer);
      return [...asked, ...answered].map((problem) => `${method} ${path} ${status}: ${problem}`);
    });
    expect([...new Set(problems)].filter((problem) => !KNOWN.test(problem))).toEqual([]);
    for (const { call } of shapes)
      expect(
        calls.some(({ method, path }) => call.test(`${method} ${path}`)),
        String(call),
      ).toBe(true);
  });

  it('numbers associations as the client does', () => {
    const { AssociationTypes } = createRequire(import.meta.url)('@hubspot/api-client') as {
      AssociationTypes: Readonly<Record<string, number>>;
    };
    const one: Readonly<Record<string, string>> = {
      companies: 'Company',
      contacts: 'Contact',
      deals: 'Deal',
      quotes: 'Quote',
      notes: 'Note',
      calls: 'Call',
      emails: 'Email',
      communications: 'Communication',
    };
    const named = (from: string, to: string) => `${one[from]?.toLowerCase()}To${one[to]}`;
    for (const { from, to, typeId, inverse, primary } of ASSOCIATION_TYPES) {
      expect(AssociationTypes[named(from, to)], `${from} to ${to}`).toBe(typeId);
      // Not every inverse is listed.
      expect([undefined, inverse]).toContain(AssociationTypes[named(to, from)]);
      if (!primary) continue;
      expect(AssociationTypes[`primary${one[from]}To${one[to]}`]).toBe(primary[0]);
      expect(AssociationTypes[`primary${one[to]}To${one[from]}`]).toBe(primary[1]);
    }
    for (const { object, fields } of definitions)
      for (const { association } of fields) {
        if (!association) continue;
        const known = ASSOCIATION_TYPES.find(({ from, to }) => from === object && to === association.to);
        expect([association.typeId, association.primaryTypeId]).toEqual([known?.typeId, known?.primary?.[0]]);
      }
  });
});

/** One of each call that the connector makes, with what went over the wire. */
async function exerciseEverything(): Promise<readonly Call[]> {
  const sandbox = await createHubspotSandbox({
    contacts: 30,
    searchesPerSecond: 1_000,
    rateLimit: { limit: 10_000, windowMs: 10_000 },
  });
  const calls: Call[] = [];
  const client = hubspot.createClient({
    baseUrl: sandbox.url,
    settings: hubspot.settings.parse({ portalId: sandbox.portalId, appId: sandbox.appId, searchesPerSecond: 1_000 }),
    secrets: { token: sandbox.token, developerKey: sandbox.developerKey },
    fetch: async (input, init) => {
      const answer = await fetch(input, init);
      const text = await answer.clone().text();
      const url = input instanceof Request ? input.url : `${input}`;
      const { pathname } = new URL(url);
      const { method = 'GET', body } = init ?? {};
      const [request, shown] = [body, text].map((each) =>
        typeof each === 'string' && each !== '' ? JSON.parse(each) : null,
      );
      calls.push({ method, path: pathname, status: answer.status, request, answer: shown });
      const { error } = hubspot.interpretAnswer({
        method,
        url,
        status: answer.status,
        headers: answer.headers,
        bodyText: text,
        receivedAt: new Date(),
      });
      if (error) throw error;
      return answer;
    },
  });
  const scope = String(sandbox.portalId);
  const named = (name: string) => hubspot.streams.find((stream) => stream.name === name)!;
  const creation = (ownKey: string, fields: object) => ({
    fields: fields as never,
    ownKey,
    locators: {},
    scope,
    parents: {},
  });
  const updateOf = (externalId: string, fields: object) => ({
    key: { externalId, locator: null, scope },
    fields: fields as never,
    expected: { version: 9 },
    expectedVersion: null,
    ownKey: null,
    locators: {},
  });
  try {
    for (const { name } of hubspot.streams.filter(({ scopeKind }) => scopeKind === 'account'))
      await named(name).readPage(client, { scope, cursor: null, since: null }, signal);
    const [companies, contacts, quotes] = ['companies', 'contacts', 'quotes'].map((name) => named(name).writes!) as [
      never,
      never,
      never,
    ] as Required<NonNullable<(typeof hubspot.streams)[number]['writes']>>[];
    const ids = (object: string) => [...sandbox.records(object)].map(({ id }) => id);
    const { key } = await companies!.create(client, creation('key-of-a-company-00001', { name: 'One' }), signal);
    await named('companies').fetchOne!(client, key, signal);
    await companies!.createMany(
      client,
      [creation('key-of-a-company-00002', { name: 'Two' }), creation('key-of-a-company-00003', { industry: 'no' })],
      signal,
    );
    await contacts!.createMany(
      client,
      [creation('key-of-a-contact-00001', { last_name: 'A', account: key.externalId })],
      signal,
    );
    const contact = sandbox.recordWithKey('contacts', 'key-of-a-contact-00001')!.id;
    await contacts!.update(client, updateOf(contact, { title: 'x', account: ids('companies')[0] }), signal);
    await contacts!.update(client, updateOf(contact, { account: null }), signal);
    await companies!.updateMany(
      client,
      [updateOf(key.externalId, { phone: '1' }), updateOf('1', { phone: '1' })],
      signal,
    );
    await companies!.updateMany(client, [updateOf(key.externalId, { industry: 'no' })], signal);
    await quotes!.update(client, updateOf(ids('quotes')[0]!, { total: 1 }), signal);
    await companies!.remove(client, key, signal);
    await named('companies').fetchOne!(client, key, signal);
    await named('owners').fetchOne!(client, { externalId: sandbox.owners()[0]!.id, locator: null, scope }, signal);
    for (const setting of ['customFields', 'pipelines', 'owners', 'customObjects'])
      await hubspot.choices![setting]!.read(client, { cursor: null, stream: 'deals' }, signal);
    const limit = 5;
    await hubspot.crm!.findAccounts(client, { by: 'name', name: 'Acme', limit }, signal);
    await hubspot.crm!.findContacts(client, { by: 'email', email: 'nobody@example.com', limit }, signal);
    await hubspot.crm!.findContacts(client, { by: 'account', accountId: ids('companies')[0]!, limit }, signal);
    const made = await hubspot.webhooks!.register!(client, { url: 'http://127.0.0.1:9/', secret: '' }, signal);
    sandbox.events.subscriptions.set(made[0]!.id, { ...sandbox.events.subscriptions.get(made[0]!.id)!, active: false });
    await hubspot.webhooks!.register!(client, { url: 'http://127.0.0.1:9/', secret: '' }, signal);
    return calls;
  } finally {
    await sandbox.close();
  }
}
