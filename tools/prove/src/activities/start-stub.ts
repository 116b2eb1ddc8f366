import { createStubSandbox } from '@syncline/connector-stub/sandbox';
import type { Json } from '@syncline/core';
import type { StartCrm } from './crm-side.ts';

/** A CRM that is a file, and keeps activities of every type in one stream. */
export const startStub: StartCrm = async () => {
  const sandbox = await createStubSandbox({ records: 0 });
  const text = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null);
  return {
    name: 'stub',
    connector: 'stub',
    url: sandbox.url,
    settings: { ...sandbox.settings, streams: ['contacts', 'activities'] },
    secrets: sandbox.secrets,
    contactScope: sandbox.settings.world,
    contactMember: {
      connection: 'stub',
      stream: 'contacts',
      match: ['phone'],
      fields: { last_name: 'last_name', phone: 'phone' },
    },
    activityMembers: [
      {
        connection: 'stub',
        stream: 'activities',
        direction: 'out',
        createIn: sandbox.settings.world,
        defaults: { status: 'completed' },
        fields: {
          type: 'type',
          direction: 'direction',
          subject: 'subject',
          body: 'body',
          occurred_at: 'occurred_at',
          duration_seconds: 'duration_seconds',
          who: 'who',
        },
      },
    ],
    loseAnswers: () => sandbox.loseNextAnswer(),
    contacts: () =>
      sandbox.records('contacts').map(({ id, fields }) => ({
        id,
        lastName: text(fields['last_name']) ?? '',
        phone: text(fields['phone']),
      })),
    activities: () =>
      sandbox.records('activities').map(({ id, fields }) => ({
        id,
        type: text(fields['type']),
        direction: text(fields['direction']),
        subject: text(fields['subject']),
        body: text(fields['body']),
        occurredAt: text(fields['occurred_at']),
        durationSeconds: typeof fields['duration_seconds'] === 'number' ? fields['duration_seconds'] : null,
        who: text(fields['who']),
      })),
    close: () => sandbox.close(),
  };
};
