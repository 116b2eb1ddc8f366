export interface SandboxMember {
  readonly id: string;
  readonly username: string;
  readonly fullName: string;
  readonly email: string;
}

export interface SandboxBoard {
  readonly id: string;
  readonly name: string;
  readonly desc: string;
  readonly closed: boolean;
  readonly shortLink: string;
  /** In ms. */
  readonly lastActivity: number;
}

export interface SandboxList {
  readonly id: string;
  readonly boardId: string;
  readonly name: string;
  readonly closed: boolean;
  readonly pos: number;
}

export interface SandboxLabel {
  readonly id: string;
  readonly boardId: string;
  readonly name: string;
  readonly color: string | null;
}

export type CustomFieldType = 'text' | 'number' | 'checkbox' | 'date' | 'list';

export interface SandboxCustomField {
  readonly id: string;
  readonly boardId: string;
  readonly name: string;
  readonly type: CustomFieldType;
  readonly options: readonly { readonly id: string; readonly text: string }[];
}

/** As Trello shows it: an option's id, or one text by type. */
export type CustomValue =
  | { readonly idValue: string; readonly value: null }
  | { readonly idValue: null; readonly value: Readonly<Record<string, string>> };

export interface SandboxCard {
  readonly id: string;
  readonly boardId: string;
  readonly listId: string;
  readonly name: string;
  readonly desc: string;
  readonly closed: boolean;
  /** ISO 8601. */
  readonly due: string | null;
  readonly start: string | null;
  readonly dueComplete: boolean;
  readonly memberIds: readonly string[];
  readonly labelIds: readonly string[];
  readonly number: number;
  readonly pos: number;
  readonly shortLink: string;
  readonly isTemplate: boolean;
  readonly custom: Readonly<Record<string, CustomValue>>;
  readonly lastActivity: number;
}

export interface SandboxAttachment {
  readonly id: string;
  readonly cardId: string;
  readonly name: string;
  readonly mimeType: string;
  /** Null: a link. */
  readonly bytes: Buffer | null;
  readonly link: string | null;
  readonly memberId: string;
  readonly at: number;
}

export interface SandboxCheckItem {
  readonly id: string;
  readonly name: string;
  readonly state: 'complete' | 'incomplete';
  readonly pos: number;
}

export interface SandboxChecklist {
  readonly id: string;
  readonly boardId: string;
  readonly cardId: string;
  readonly name: string;
  readonly pos: number;
  readonly items: readonly SandboxCheckItem[];
}

export interface SandboxAction {
  readonly id: string;
  readonly type: string;
  readonly at: number;
  readonly memberId: string;
  readonly boardId: string;
  readonly cardId: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}
