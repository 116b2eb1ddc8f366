import type { SandboxCall, SandboxContact, SandboxEvent, SandboxMessage } from './records.ts';
import { renderContact, time } from './render.ts';
import type { Workspace } from './workspace.ts';

/** What webhooks tell, in the dated form (https://www.quo.com/docs/2026-03-30/webhooks-event-payloads). */
export function messageEvent(workspace: Workspace, message: SandboxMessage): SandboxEvent {
  const { id, direction, text, status } = message;
  return {
    type: direction === 'incoming' ? 'message.received' : 'message.delivered',
    resource: { id, direction, text, media: [], status, createdAt: time(message.createdAt) },
    context: {
      ...around(workspace, message.numberId, message.userId),
      conversationId: message.conversationId,
      senderIdentifier: message.from,
      recipientIdentifiers: message.to,
    },
    numberId: message.numberId,
    at: message.updatedAt,
  };
}

export function endedCallEvent(workspace: Workspace, call: SandboxCall): SandboxEvent {
  const { id, direction, duration } = call;
  return {
    type: 'call.completed',
    resource: {
      id,
      direction,
      // Other words than those of the list.
      status: call.answeredAt === null ? 'unanswered' : 'answered',
      createdAt: time(call.createdAt),
      answeredAt: time(call.answeredAt),
      completedAt: time(call.completedAt),
      updatedAt: time(call.updatedAt),
      duration,
      hasVoicemail: call.voicemail !== null,
    },
    context: {
      ...around(workspace, call.numberId, call.userId),
      phoneNumberType: 'shared',
      participants: {
        workspace: [workspace.numberNamed(call.numberId).number],
        external: [call.party],
        resolution: 'available',
      },
    },
    numberId: call.numberId,
    at: call.updatedAt,
  };
}

export function summaryEvent(workspace: Workspace, call: SandboxCall): SandboxEvent {
  return {
    type: 'call.summary.completed',
    resource: {
      callId: call.id,
      processingStatus: 'completed',
      summary: call.summary,
      nextSteps: call.nextSteps,
      handledByAiAgent: false,
      jobs: [],
    },
    context: around(workspace, call.numberId, call.userId),
    numberId: call.numberId,
    at: call.updatedAt,
  };
}

export function contactEvent(workspace: Workspace, type: string, contact: SandboxContact): SandboxEvent {
  const { defaultFields, customFields, createdAt, updatedAt } = renderContact(contact);
  const { id, source, externalId } = contact;
  const { firstName, lastName, company, role } = defaultFields;
  return {
    type,
    resource: {
      ...{ id, firstName, lastName, company, role, location: null, source, externalId },
      emails: contact.emails.map(({ value }) => ({ value, type: 'email' })),
      phoneNumbers: contact.phoneNumbers.map(({ value }) => ({ value, type: 'phone-number' })),
      ...{ customFields, createdAt, updatedAt },
    },
    context: { orgId: workspace.orgId, userId: workspace.users[0]!.id, sharedWithIds: [] },
    numberId: null,
    at: contact.updatedAt,
  };
}

function around(workspace: Workspace, phoneNumberId: string, userId: string | null) {
  return {
    orgId: workspace.orgId,
    phoneNumberId,
    conversationId: null,
    userId,
    contacts: { ids: [], lookupStatus: 'unavailable' },
  };
}
