import type { PageCursor } from './connector.ts';

/** Something of the vendor's that a setting can be, for people to pick from. */
export interface Choice {
  /** What to write into the setting. */
  readonly value: string | number;
  /** What people at the vendor call it. */
  readonly title: string;
  readonly detail?: string;
}

export interface ChoiceRequest {
  /** Null for the first page, else `next` of the page before. */
  readonly cursor: PageCursor | null;
  /** The stream that the choice is about, where `ofStream` says so. */
  readonly stream: string | null;
}

export interface ChoicePage {
  readonly choices: readonly Choice[];
  readonly next: PageCursor | null;
}

/** What one setting can be, read from the account as it is now and whatever the settings name so far. */
export interface SettingChoices<Client = unknown> {
  readonly title: string;
  /** True when it depends on the stream: custom fields are those of one kind of record. */
  readonly ofStream?: boolean;
  /** One page. Throws SynclineError `invalid` where it can't be of that stream; `fields` then has no further ones. */
  read(client: Client, request: ChoiceRequest, signal: AbortSignal): Promise<ChoicePage>;
}
