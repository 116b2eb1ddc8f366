import type { EditRun, FaultPlan, FixedWindow, RequestLog, WebhookSender } from '@syncline/sandbox';
import type { SandboxCall, SandboxContact, SandboxMessage } from '../model/records.ts';
import type { ContactDraft, Workspace } from '../model/workspace.ts';
import type { Hook, Hooks } from '../webhooks/hooks.ts';
import { runEdits } from './run-edits.ts';

/** What a person does to a contact in the app: the first address and number, as they are shown there. */
export interface ContactEdit {
  readonly firstName?: string | null;
  readonly lastName?: string | null;
  readonly company?: string | null;
  readonly role?: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
}

export type QuoSandboxControl = ReturnType<typeof createControl>;

export interface ControlParts {
  readonly workspace: Workspace;
  readonly hooks: Hooks;
  readonly sender: WebhookSender;
  readonly faults: FaultPlan;
  readonly log: RequestLog;
  readonly quota: FixedWindow;
}

/** What people, callers and tests do to the workspace, beside the API. */
export function createControl({ workspace, hooks, sender, faults, log, quota }: ControlParts) {
  const contactAt = (id: string): SandboxContact => {
    const contact = workspace.contacts.get(id);
    if (!contact) throw new Error(`no contact ${id}`);
    return contact;
  };
  const anyNumber = (): string => {
    const [first] = workspace.numbers;
    if (!first) throw new Error('the workspace has no number');
    return first.id;
  };
  return {
    organizationId: workspace.orgId,
    numbers: workspace.numbers,
    users: workspace.users,

    createContact: (edit: ContactEdit): SandboxContact => workspace.createContact(draftOf(edit, null)),
    editContact: (id: string, edit: ContactEdit): SandboxContact =>
      workspace.editContact(contactAt(id), draftOf(edit, contactAt(id))),
    deleteContact: (id: string): void => workspace.deleteContact(contactAt(id)),
    /** Somebody writes to the workspace, or somebody of it writes to them. */
    text: (draft: {
      readonly party: string | readonly string[];
      readonly text: string;
      readonly direction?: 'incoming' | 'outgoing';
      readonly number?: string;
    }): SandboxMessage => workspace.addMessage({ direction: 'incoming', number: anyNumber(), ...draft }),
    /** A call that has just ended; of no seconds: nobody took it. */
    call: (draft: {
      readonly party: string;
      readonly seconds: number;
      readonly direction?: 'incoming' | 'outgoing';
      readonly number?: string;
      readonly voicemail?: string;
    }): SandboxCall => workspace.addCall({ direction: 'incoming', number: anyNumber(), ...draft }),
    /** What Quo writes down of a call some time after it. */
    summarise: (id: string, summary: readonly string[], nextSteps: readonly string[] = []): SandboxCall => {
      const call = workspace.calls.get(id);
      if (!call) throw new Error(`no call ${id}`);
      return workspace.summarise(call, summary, nextSteps);
    },
    runEdits: (run: EditRun): Promise<number> => runEdits(workspace, run),

    /** The truth now. */
    contact: (id: string): SandboxContact | undefined => workspace.contacts.get(id),
    contacts: (): SandboxContact[] => [...workspace.contacts.values()],
    messages: (): SandboxMessage[] => [...workspace.messages.values()],
    calls: (): SandboxCall[] => [...workspace.calls.values()],

    /** How many requests had `METHOD /path?query` matching, since the start or `log.clear()`. */
    requestCount: (pattern: RegExp | string): number => log.count(pattern),
    log,
    faults,
    webhooks: sender,
    rateLimit: quota,
    hooks: {
      add: (from: Parameters<Hooks['add']>[0]): Hook => hooks.add(from),
      list: (): Hook[] => hooks.list(),
      remove: (id: string): boolean => hooks.remove(id),
      /** Deliveries that have neither arrived nor been given up. */
      underWay: (): number => hooks.underWay,
    },
  };
}

function draftOf({ email, phone, ...scalars }: ContactEdit, before: SandboxContact | null): ContactDraft {
  const first = (value: string | null, name: string, list: SandboxContact['emails'] = []) => [
    ...(value === null ? [] : [{ name, ...list[0], value }]),
    ...list.slice(1),
  ];
  return {
    ...scalars,
    ...(email !== undefined && { emails: first(email, 'work', before?.emails) }),
    ...(phone !== undefined && { phoneNumbers: first(phone, 'mobile', before?.phoneNumbers) }),
  };
}
