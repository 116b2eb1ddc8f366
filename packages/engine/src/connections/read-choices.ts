import type { AnyConnector, Choice, ChoicePage, PageCursor } from '@syncline/connector-sdk';
import { findConnection } from '@syncline/store';
import type { EngineContext } from '../context.ts';
import { type ReadField, readFields } from '../fields/read-fields.ts';
import { connectorOf } from './connection-configuration.ts';
import { openConnection, streamOf } from './open-connection.ts';

export interface ChoosableSetting {
  readonly setting: string;
  readonly title: string;
  /** True when the stream has to be named that it is about. */
  readonly ofStream: boolean;
}

export interface ReadChoices {
  readonly connectionId: number;
  readonly setting: string;
  readonly stream: string | null;
  readonly cursor: PageCursor | null;
}

const STREAMS: ChoosableSetting = { setting: 'streams', title: 'Streams that can take part', ofStream: false };
const FIELDS: ChoosableSetting = { setting: 'fields', title: 'Fields of a stream, for field maps', ofStream: true };

/** The settings of a connection that can be picked from what is there; null: no such connection. */
export async function choosableSettings(
  ctx: EngineContext,
  connectionId: number,
): Promise<readonly ChoosableSetting[] | null> {
  const row = await findConnection(ctx.store, connectionId);
  return row && settingsOf(connectorOf(ctx, row));
}

/**
 * One page of what a setting can be: asked of the vendor, but for streams and the fields that every account has, which
 * the connector knows. Null: the setting is none to pick. Throws SynclineError as calls to the vendor do.
 */
export async function readChoices(
  ctx: EngineContext,
  { connectionId, setting, stream, cursor }: ReadChoices,
): Promise<ChoicePage | null> {
  const row = await findConnection(ctx.store, connectionId);
  if (!row) return null;
  const connector = connectorOf(ctx, row);
  if (!settingsOf(connector).some((each) => each.setting === setting)) return null;
  if (setting === 'streams') return { choices: connector.streams.map(choiceOfStream), next: null };
  const known = setting === 'fields' && cursor === null ? fieldsOf(connector, stream) : [];
  if (setting === 'fields' && connector.describeFields && !connector.choices?.['fields']) {
    const own = cursor === null ? await readFields(ctx, connectionId, stream) : [];
    return { choices: [...known, ...own.map(choiceOfField)], next: null };
  }
  const asked = connector.choices?.[setting];
  if (!asked) return { choices: known, next: null };
  const { client } = await openConnection(ctx, connectionId, 'live');
  const page = await asked.read(client, { cursor, stream }, AbortSignal.timeout(ctx.config.vendorTimeoutMs));
  return { choices: [...known, ...page.choices], next: page.next };
}

function settingsOf(connector: AnyConnector): readonly ChoosableSetting[] {
  const asked = Object.entries(connector.choices ?? {}).filter(([setting]) => setting !== FIELDS.setting);
  return [STREAMS, FIELDS, ...asked.map(([setting, { title, ofStream = false }]) => ({ setting, title, ofStream }))];
}

/** The account's own: of a select, what its options are called and written as. */
function choiceOfField({ key, name, type, options }: ReadField): Choice {
  const listed = (options ?? []).slice(0, 20).map((option) => `${option.name} (${option.id})`);
  const told = type.replace('_', ' ');
  return { value: key, title: name, detail: listed.length === 0 ? told : `${told}: ${listed.join(', ')}` };
}

function choiceOfStream({ name, title, kind }: AnyConnector['streams'][number]): Choice {
  return { value: name, title, detail: kind };
}

function fieldsOf(connector: AnyConnector, stream: string | null): Choice[] {
  return (streamOf(connector, stream ?? '').fields ?? []).map(({ name, type }) => ({
    value: name,
    title: name,
    detail: type,
  }));
}
