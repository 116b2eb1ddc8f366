import type { SyncSide } from '@syncline/testing/start-sync-engine';

/** A contact as a CRM holds it. */
export interface CrmContact {
  readonly id: string;
  readonly lastName: string;
  readonly phone: string | null;
}

/** What was logged at a CRM, in the words that all CRMs share; null for what is empty. */
export interface CrmActivity {
  readonly id: string;
  readonly type: string | null;
  readonly direction: string | null;
  readonly subject: string | null;
  readonly body: string | null;
  readonly occurredAt: string | null;
  readonly durationSeconds: number | null;
  /** The contact's id. */
  readonly who: string | null;
}

/** A CRM in which contacts are made and activities are counted, by its simulator's own memory. */
export interface CrmSide extends SyncSide {
  /** Its parts of the sync config. */
  readonly contactMember: Readonly<Record<string, unknown>>;
  readonly activityMembers: readonly Readonly<Record<string, unknown>>[];
  /** What it has no place for; absent: it holds all. */
  readonly hasNo?: readonly (keyof CrmActivity)[];
  /** The scope that its contacts are read from. */
  readonly contactScope: string;
  /** Answers to the calls by which activities are made are lost on the way back, so many of them. */
  loseAnswers(count: number): void;
  contacts(): CrmContact[];
  activities(): CrmActivity[];
  close(): Promise<void>;
}

export type StartCrm = (seed: number) => Promise<CrmSide>;

/** The one in which contacts are made, as a person does; the others have them from there. */
export interface FirstCrm extends CrmSide {
  createContact(contact: Omit<CrmContact, 'id'>): string;
}
