import type { SandboxCall, SandboxContact, SandboxMessage, SandboxNumber, SandboxUser } from './records.ts';
import { CUSTOM_FIELDS } from './records.ts';

export function time(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}

/** As the first version shows a contact (https://www.quo.com/docs/mdx/api-reference/contacts/get-a-contact-by-id). */
export function renderContact(contact: SandboxContact) {
  const { company, emails, firstName, lastName, phoneNumbers, role } = contact;
  return {
    id: contact.id,
    externalId: contact.externalId,
    source: contact.source,
    sourceUrl: contact.sourceUrl,
    defaultFields: { company, emails, firstName, lastName, phoneNumbers, role },
    customFields: CUSTOM_FIELDS.filter(({ key }) => key in contact.custom).map(({ key, name, type }) => ({
      name,
      key,
      id: `field-${key}`,
      type,
      value: contact.custom[key],
    })),
    createdAt: time(contact.createdAt),
    updatedAt: time(contact.updatedAt),
    createdByUserId: 'USsandbox1',
  };
}

/** https://www.quo.com/docs/2026-03-30/calls/list-calls */
export function renderCall(call: SandboxCall, own: SandboxNumber, include: ReadonlySet<string>) {
  const isIncoming = call.direction === 'incoming';
  return {
    id: call.id,
    phoneNumberId: call.numberId,
    actorId: call.userId,
    direction: call.direction,
    status: call.status,
    participants: [
      { phoneNumber: own.number, actorId: call.userId },
      { phoneNumber: call.party, actorId: null },
    ],
    answeredAt: time(call.answeredAt),
    answeredBy: isIncoming && call.answeredAt !== null ? call.userId : null,
    initiatedBy: isIncoming ? null : call.userId,
    completedAt: time(call.completedAt),
    createdAt: time(call.createdAt),
    updatedAt: time(call.updatedAt),
    callRoute: isIncoming ? 'phone-number' : null,
    duration: call.duration,
    forwardedFrom: null,
    forwardedTo: null,
    aiHandled: null,
    ...(include.has('summary') && {
      summary:
        call.summary === null
          ? { status: 'absent', summary: null, nextSteps: null, jobs: [] }
          : { status: 'completed', type: 'human', summary: call.summary, nextSteps: call.nextSteps, jobs: [] },
    }),
    ...(include.has('voicemail') && {
      voicemail:
        call.voicemail === null
          ? null
          : {
              id: `VM${call.id.slice(2)}`,
              status: 'completed',
              duration: 12,
              recordingUrl: `https://storage.example/${call.id}.mp3`,
              transcript: call.voicemail,
            },
    }),
  };
}

/** Text, conversation, delivery and media, as the changelog of 30 September 2026 tells of them; the rest as in v1. */
export function renderMessage(message: SandboxMessage) {
  const { id, from, to, text, direction, status, userId, conversationId } = message;
  return {
    id,
    from,
    to,
    text,
    direction,
    status,
    phoneNumberId: message.numberId,
    userId,
    conversationId,
    media: [],
    createdAt: time(message.createdAt),
    updatedAt: time(message.updatedAt),
  };
}

export function renderUser({ createdAt, ...user }: SandboxUser) {
  return { ...user, createdAt: time(createdAt), updatedAt: time(createdAt) };
}

export function renderNumber({ id, number, name, createdAt }: SandboxNumber) {
  return { id, phoneNumber: number, name, createdAt: time(createdAt), updatedAt: time(createdAt) };
}
