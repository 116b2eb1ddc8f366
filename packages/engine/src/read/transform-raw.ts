import type { AnyConnector, NormalizeResult, RecordFollowUp, Stream } from '@syncline/connector-sdk';
import type { Diagnostic } from '@syncline/core';
import { findSame, type PageRow, type PreparedRecord, type Sql } from '@syncline/store';
import type { NormalisedPage } from './page-bytes.ts';
import { prepareRecord } from './prepare-record.ts';
import { type RawItem, rawItemsOf } from './raw-items.ts';

export interface TransformedPage extends NormalisedPage {
  readonly fetched: number;
  readonly ignored: number;
  /** What the page showed, in its order, as its list names it. */
  readonly listedIds: readonly (string | null)[];
  readonly invalid: readonly { readonly externalId: string | null; readonly diagnostics: readonly Diagnostic[] }[];
}

/** An item that came byte for byte as it was merged last is neither parsed nor normalised; the merge confirms it. */
export async function transformWhatIsNew(
  sql: Sql,
  connector: AnyConnector,
  stream: Stream,
  page: PageRow,
  raw: Uint8Array,
): Promise<TransformedPage | 'unreadable'> {
  const items = page.kind === 'list' ? rawItemsOf(connector, stream, page.scope, raw) : null;
  if (!items) return transformRaw(stream, page, raw);
  const shown = items.map((item) => ({
    stream: stream.name,
    externalId: item.externalId ?? '',
    rawHash: item.fingerprint,
  }));
  const indexes = new Set(await findSame(sql, page, stream.name, shown));
  if (indexes.size === 0) return transformRaw(stream, page, raw, items);
  const others = items.filter((_, index) => !indexes.has(index));
  const transformed = transformRaw(stream, page, joinItems(others), others);
  if (transformed === 'unreadable') return transformRaw(stream, page, raw);
  return {
    ...transformed,
    same: shown.filter((_, index) => indexes.has(index)),
    fetched: items.length,
    listedIds: items.map((item) => item.externalId),
  };
}

function joinItems(items: readonly RawItem[]): Uint8Array {
  const comma = Buffer.from(',');
  const parts = items.flatMap(({ bytes }, index) => (index === 0 ? [bytes] : [comma, bytes]));
  return Buffer.concat([Buffer.from('['), ...parts, Buffer.from(']')]);
}

export function hasNothingNew({ same, fetched, embedded, followUps }: TransformedPage): boolean {
  return fetched > 0 && same.length === fetched && embedded.length === 0 && followUps.length === 0;
}

/** The pure part: from bytes to prepared records. `unreadable` when the bytes are not what the vendor sends. */
export function transformRaw(
  stream: Stream,
  page: Pick<PageRow, 'scope'>,
  raw: Uint8Array,
  rawItems: readonly RawItem[] = [],
): TransformedPage | 'unreadable' {
  let items: readonly unknown[];
  try {
    items = stream.parsePage(raw);
  } catch {
    return 'unreadable';
  }
  const records: PreparedRecord[] = [];
  const embedded = new Map<string, PreparedRecord>();
  const followUps: RecordFollowUp[] = [];
  const invalid: { externalId: string | null; diagnostics: readonly Diagnostic[] }[] = [];
  let ignored = 0;
  for (const [index, item] of items.entries()) {
    const result: NormalizeResult = stream.normalize(item, page.scope);
    if (result.outcome === 'ignored') ignored++;
    else if (result.outcome === 'invalid') invalid.push(result);
    else {
      // What asks for more than the item shows is not known by the item alone.
      const isWhole =
        result.followUps.every(({ settles }) => settles !== undefined) &&
        rawItems[index]?.externalId === result.record.externalId;
      const rawHash = isWhole && rawItems.length === items.length ? rawItems[index]!.fingerprint : null;
      records.push(prepareRecord(result.record, page.scope, rawHash));
      for (const part of result.embedded) {
        const key = `${part.stream}/${part.externalId}`;
        if (!embedded.has(key)) embedded.set(key, prepareRecord(part, page.scope));
      }
      followUps.push(...result.followUps);
    }
  }
  const listedIds = items.map((item) => stream.listedId?.(item) ?? null);
  return {
    same: [],
    records,
    embedded: [...embedded.values()],
    followUps,
    fetched: items.length,
    ignored,
    listedIds,
    invalid,
  };
}
