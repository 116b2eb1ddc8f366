import type { ClientDetailDocument, ClientMemberDocument, ClientRelationDocument } from '../api/client-documents.ts';
import { matchTables } from './interest-tables.ts';
import { type DataTable, printable, type Rendering } from './render.ts';

const titles = {
  person: 'People',
  deal: 'Deals',
  quote: 'Quotes',
  work: 'Work',
  interaction: 'Interactions',
  file: 'Files',
  place: 'Projects',
} as const;

/** All of a client, for people. */
export function showClient(client: ClientDetailDocument): Rendering {
  const { figures, troubles } = client;
  return {
    json: client,
    lines: [
      `${printable(client.name ?? client.id)}${client.askedFor === client.id ? '' : ` (asked for ${client.askedFor})`}`,
      ...(figures === null ? ['It was not counted yet.'] : figureLines(figures)),
      `Waits for somebody: ${troubles.itemCount} items (${troubles.conflicts} conflicts), ${troubles.proposalCount} proposals, ${troubles.duplicateCount} duplicates`,
    ],
    tables: [
      fieldTable(client),
      ...matchTables(client),
      ...(Object.keys(titles) as (keyof typeof titles)[])
        .filter((part) => client.parts[part].items.length > 0)
        .map((part) => ({
          ...memberTable(client.parts[part].items),
          title: `${titles[part]}${client.parts[part].nextCursor === null ? '' : ` (the first; "clients members ${client.id} --part ${part}" has all)`}`,
        })),
      ...(troubles.items.length === 0
        ? []
        : [
            {
              title: 'Open items',
              columns: ['id', 'of', 'field', 'what'],
              rows: troubles.items.map((item) => [item.id, item.entityName, item.field, item.message]),
            },
          ]),
    ],
  };
}

/** Records of one part. */
export function memberTable(members: readonly ClientMemberDocument[]): DataTable {
  return {
    columns: ['id', 'what', 'state', 'when', 'through', 'where'],
    rows: members.map((member) => [
      member.id,
      member.name ?? member.excerpt,
      stateOf(member),
      member.at,
      member.viaName,
      member.records.map(({ connectionName }) => connectionName).join(', '),
    ]),
    empty: 'None.',
  };
}

/** Edges, each with both of its ends; one that is not in the graph is called what its vendor calls it. */
export function relationTable(relations: readonly ClientRelationDocument[]): DataTable {
  return {
    columns: ['from', 'kind', 'relation', 'to', 'kind', 'from id', 'to id'],
    rows: relations.map((edge) => [
      edge.fromName ?? edge.fromId,
      edge.fromKind,
      edge.type,
      edge.toName ?? edge.toId ?? edge.target,
      edge.toKind,
      edge.fromId,
      edge.toId,
    ]),
    empty: 'None.',
  };
}

function figureLines(figures: NonNullable<ClientDetailDocument['figures']>): string[] {
  const { pipeline, contact, work, quality, ended } = figures;
  return [
    ...pipeline.map(
      ({ stage, currency, amount, deals }) =>
        `Pipeline: ${printable(stage ?? 'no stage')} ${amount} ${printable(currency ?? '')}`.trimEnd() +
        ` in ${deals} deal${deals === 1 ? '' : 's'}`,
    ),
    `Deals ended: ${ended.won} won, ${ended.lost} lost`,
    `Last contact: ${contact.lastAt ?? 'never'}`,
    `Work: ${work.open} open, ${work.blocked} blocked, ${work.done} done`,
    `Fields: ${quality.filled} of ${quality.expected}; oldest change ${quality.oldestChange.at}`,
  ];
}

function fieldTable({ fields, provenance }: ClientDetailDocument): DataTable {
  const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
  return {
    title: 'Fields',
    columns: ['field', 'value', 'from', 'when', 'why'],
    rows: Object.entries(fields)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => {
        const source = provenance[name];
        const from =
          source?.actor ?? (source?.connectionName ? `${source.connectionName}/${source.stream}` : 'the hub');
        return [name, textOf(value), from, source?.at ?? null, source?.decision ?? null];
      }),
    empty: 'It has no fields.',
  };
}

function stateOf({ part, isOpen, fields, blockedBy }: ClientMemberDocument): string {
  const word = fields['stage'] ?? fields['status'] ?? fields['state'] ?? fields['type'] ?? '';
  const text = typeof word === 'string' ? word : '';
  if (part === 'deal') {
    const { amount } = fields;
    return [text, typeof amount === 'number' ? amount.toString() : amount, fields['currency']]
      .filter((each) => typeof each === 'string' && each !== '')
      .join(' ');
  }
  if (part !== 'work') return text;
  const waits = blockedBy.map(({ id, name }) => name ?? id).join(', ');
  return `${text || (isOpen ? 'open' : 'closed')}${waits === '' ? '' : `, waits for ${waits}`}`;
}
