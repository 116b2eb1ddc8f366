import {
  type AnyConnector,
  type ChoicePage,
  createVendorFetch,
  createVendorTransfer,
  type PageCursor,
  type QuotaGate,
  type VendorFetchOptions,
} from '@syncline/connector-sdk';
import { SynclineError, toSynclineError } from '@syncline/core';
import { schemaProblems } from '../configuration/schema-problems.ts';
import type { EngineContext } from '../context.ts';
import { type CheckFailure, failureOf } from './check-failure.ts';

/** A connection as somebody is about to make it: nothing of it is stored, its secrets included. */
export interface ConnectionDraft {
  readonly connector: AnyConnector;
  readonly baseUrl: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** The secrets themselves, by name. */
  readonly secrets: Readonly<Record<string, string>>;
}

/** What is wrong with a draft at a place of it: `settings.owner`, `secrets.token`, `baseUrl`. */
export interface DraftProblem {
  readonly field: string;
  readonly message: string;
}

export type DraftCheck =
  | { readonly outcome: 'ok'; readonly account: string; readonly detail: string | null }
  | CheckFailure;

/** All that is wrong with a draft by itself, in the words that a configuration file is refused with; empty: nothing. */
export function draftProblems({ connector, baseUrl, settings, secrets }: ConnectionDraft): DraftProblem[] {
  const address = URL.parse(baseUrl);
  const known = new Set(connector.secrets.map(({ name }) => name));
  const missing = connector.secrets.filter(({ name, required }) => required && !secrets[name]);
  return [
    ...(address && /^https?:$/.test(address.protocol)
      ? []
      : [{ field: 'baseUrl', message: 'is no address: it begins with https://' }]),
    ...(address && (address.username || address.password)
      ? [{ field: 'baseUrl', message: 'holds a secret: enter it among the credentials' }]
      : []),
    ...schemaProblems(connector.settings, settings).map(({ path, message }) => ({
      field: ['settings', ...path].join('.'),
      message,
    })),
    ...missing.map(({ name, title }) => ({ field: `secrets.${name}`, message: `is missing: ${title}` })),
    ...Object.keys(secrets)
      .filter((name) => !known.has(name))
      .map((name) => ({
        field: `secrets.${name}`,
        message: `${connector.title} knows no such secret; it takes ${[...known].join(', ')}`,
      })),
  ];
}

/** Asks the vendor who we would be. Nothing is stored; the call takes of nobody's quota, for there is no row of it yet. */
export async function checkDraft(ctx: EngineContext, draft: ConnectionDraft): Promise<DraftCheck> {
  try {
    const settings = draft.connector.settings.parse(draft.settings);
    const client = clientOf(ctx, draft, settings);
    const { account, detail = null } = await draft.connector.check(
      client,
      AbortSignal.timeout(ctx.config.vendorTimeoutMs),
    );
    return { outcome: 'ok', account, detail };
  } catch (thrown) {
    return failureOf(toSynclineError(thrown));
  }
}

/**
 * One page of what a setting of a draft can be, asked of the vendor. What the draft does not say of that setting yet is no
 * hindrance, what it lacks elsewhere is: throws SynclineError `invalid` that names it, or as calls to the vendor do.
 */
export async function draftChoices(
  ctx: EngineContext,
  draft: ConnectionDraft,
  setting: string,
  cursor: PageCursor | null,
): Promise<ChoicePage | null> {
  const { connector } = draft;
  if (setting === 'streams')
    return {
      choices: connector.streams.map(({ name, title, kind }) => ({ value: name, title, detail: kind })),
      next: null,
    };
  const asked = connector.choices?.[setting];
  if (!asked || asked.ofStream) return null;
  const parsed = connector.settings.safeParse(draft.settings);
  const missing = parsed.error?.issues.find(({ path }) => path.length > 0 && path[0] !== setting);
  if (missing)
    throw new SynclineError({
      class: 'invalid',
      code: 'draft_incomplete',
      message: `${missing.path.join('.')} comes first: ${missing.message}.`,
      field: `settings.${missing.path.join('.')}`,
    });
  const client = clientOf(ctx, draft, parsed.success ? parsed.data : draft.settings);
  return asked.read(client, { cursor, stream: null }, AbortSignal.timeout(ctx.config.vendorTimeoutMs));
}

function clientOf(ctx: EngineContext, { connector, baseUrl, secrets }: ConnectionDraft, settings: unknown): unknown {
  const options: VendorFetchOptions = {
    gate: openGate,
    interpret: connector.interpretAnswer,
    transport: ctx.transport,
    timeoutMs: ctx.config.vendorTimeoutMs,
    retries: 0,
  };
  return connector.createClient({
    baseUrl,
    settings,
    secrets,
    fetch: createVendorFetch(options),
    transfer: createVendorTransfer(options),
  });
}

/** A few calls of a person's hand: the vendor's own refusals hold. */
const openGate: QuotaGate = { take: async () => {}, report: async () => {} };
