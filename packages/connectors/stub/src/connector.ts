import { defineConnector } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import { cannot } from './cannot.ts';
import { createStubClient } from './client.ts';
import { stubCrm } from './crm.ts';
import { definitions, STAGES } from './definitions.ts';
import { stubSettings } from './settings.ts';
import { SCOPE_KIND, stubStream } from './stub-stream.ts';

/** A CRM without a vendor: its records are in a file, and nothing is ever called. */
export const stub = defineConnector({
  id: 'stub',
  title: 'Stub CRM (no vendor)',
  category: 'crm',
  introduction: {
    line: 'A CRM that is made up: to try Syncline, and CRM work, without an account anywhere',
    baseUrl: 'https://stub.invalid',
    address: 'nothing is called, so any will do',
  },
  isStub: true,
  cannot,
  settings: stubSettings,
  secrets: [{ name: 'token', title: 'Any text: what keeps the worlds of others apart', required: true }],
  capabilities: { read: true, write: true, webhooks: false, redelivery: false },
  quota: { capacity: 1_000_000, windowMs: 60_000, liveReserve: 0.2 },
  createClient: createStubClient,
  // Nothing is called, so nothing answers.
  interpretAnswer: () => ({ limits: null, error: null }),
  check: async (client, signal) => {
    client.read(signal, () => null);
    return { account: `the stub's world ${client.world}`, detail: 'A stub: nothing of it is at any vendor.' };
  },
  listScopes: async (client, kind) => {
    if (kind === SCOPE_KIND) return [{ key: client.world, title: `The stub's world ${client.world}` }];
    throw new SynclineError({
      class: 'invalid',
      code: 'stub_no_scope_kind',
      message: `The stub has no scopes of the kind ${kind}.`,
    });
  },
  streams: definitions.map(stubStream),
  choices: {
    stages: {
      title: 'Stages of deals',
      read: async () => ({ choices: STAGES.map(({ id, name }) => ({ value: id, title: name })), next: null }),
    },
  },
  crm: stubCrm,
});
