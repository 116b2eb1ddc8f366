/** What a workspace holds, in the simulator's own memory. Times are in ms. */
export interface SandboxContact {
  readonly id: string;
  readonly externalId: string | null;
  readonly source: string | null;
  readonly sourceUrl: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly company: string | null;
  readonly role: string | null;
  readonly emails: readonly SandboxEntry[];
  readonly phoneNumbers: readonly SandboxEntry[];
  /** By the key of the field. */
  readonly custom: Readonly<Record<string, unknown>>;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface SandboxEntry {
  readonly id: string;
  readonly name: string;
  readonly value: string;
}

export interface SandboxNumber {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly createdAt: number;
}

export interface SandboxUser {
  readonly id: string;
  readonly email: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly role: string;
  readonly createdAt: number;
}

export interface SandboxMessage {
  readonly id: string;
  readonly numberId: string;
  readonly direction: 'incoming' | 'outgoing';
  readonly from: string;
  readonly to: readonly string[];
  readonly text: string;
  readonly status: 'queued' | 'sent' | 'delivered' | 'undelivered' | 'received' | 'failed';
  readonly userId: string | null;
  readonly conversationId: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface SandboxCall {
  readonly id: string;
  readonly numberId: string;
  readonly direction: 'incoming' | 'outgoing';
  /** At the other end; `anonymous` for one that shows none. */
  readonly party: string;
  readonly status: string;
  readonly duration: number;
  readonly userId: string;
  readonly answeredAt: number | null;
  readonly completedAt: number | null;
  readonly summary: readonly string[] | null;
  readonly nextSteps: readonly string[] | null;
  readonly voicemail: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface SandboxEvent {
  readonly type: string;
  readonly resource: Readonly<Record<string, unknown>>;
  readonly context: Readonly<Record<string, unknown>>;
  /** The number it was at; null for contacts, of which every webhook hears. */
  readonly numberId: string | null;
  readonly at: number;
}

/** Custom fields that the workspace has; they can be made in the app alone. */
export const CUSTOM_FIELDS = [
  { key: 'inbound-lead', name: 'Inbound Lead', type: 'multi-select' },
  { key: 'account-number', name: 'Account number', type: 'number' },
  { key: 'notes-on', name: 'Notes on', type: 'string' },
] as const;
