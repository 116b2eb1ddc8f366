import type { AnyConnector, Stream } from '@syncline/connector-sdk';
import { fieldGroups, groupOfField } from '@syncline/core';
import { type ContractField, type ContractKind, contractFields, contractKinds } from '../vocabulary.ts';

const titles: Readonly<Record<ContractKind, string>> = {
  account: 'Accounts',
  contact: 'Contacts',
  deal: 'Deals',
  quote: 'Quotes',
  activity: 'Activities',
};

/** Which field of the contract each CRM has, and who usually owns it, as a page of the docs. */
export function fieldMatrix(connectors: readonly AnyConnector[]): string {
  const crms = connectors.filter(({ crm }) => crm !== undefined).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return `${[
    '# Fields of the CRMs',
    '',
    'Written by `pnpm crm:fields` from what the connectors declare; do not edit it. The words are those of the [contract](crm.md), the groups those of [policies](two-way-sync.md).',
    '',
    '`yes`: read and written; `once`: written with a new record alone; `read`: the vendor sets it; `–`: it has none. `*`: no new record without it. Where a kind has several streams, what one of them has counts, and is named where not all have it.',
    '',
    ...contractKinds.flatMap((kind) => [`## ${titles[kind]}`, '', ...tableOf(kind, crms), '']),
  ]
    .join('\n')
    .trimEnd()}\n`;
}

function tableOf(kind: ContractKind, crms: readonly AnyConnector[]): string[] {
  const rows = [
    ['field', 'group', 'usually owned by', ...crms.map(({ title }) => title)],
    [
      'stream',
      '',
      '',
      ...crms.map(
        (crm) =>
          streamsOf(crm, kind)
            .map(({ name }) => `\`${name}\``)
            .join(', ') || '–',
      ),
    ],
    ...contractFields[kind].map((field) => {
      const group = groupOfField(kind, field.name);
      const names = [`\`${field.name}\``, group === null ? '' : `\`${group}\``, ownerOf(field, group)];
      return [...names, ...crms.map((crm) => cellOf(streamsOf(crm, kind), field.name))];
    }),
  ].map((cells) => `| ${cells.join(' | ')} |`.replaceAll(/ {2,}/g, ' '));
  return [rows[0]!, `|${'---|'.repeat(3 + crms.length)}`, ...rows.slice(1)];
}

function ownerOf({ isVendors }: ContractField, group: ReturnType<typeof groupOfField>): string {
  if (isVendors) return 'the CRM: it sets it';
  return group === null ? 'the later edit' : fieldGroups[group].owner;
}

function streamsOf({ crm, streams }: AnyConnector, kind: ContractKind): readonly Stream[] {
  if (kind === 'activity') {
    const names = new Set(Object.values(crm?.activities ?? {}));
    return streams.filter(({ name }) => names.has(name));
  }
  const named = crm?.streams?.[kind];
  const found = streams.find((stream) => (named === undefined ? stream.kind === kind : stream.name === named));
  return found ? [found] : [];
}

function cellOf(streams: readonly Stream[], name: string): string {
  const having = streams.flatMap((stream) => {
    const field = stream.fields?.find((candidate) => candidate.name === name);
    return field ? [{ stream, field }] : [];
  });
  if (having.length === 0) return '–';
  const words = new Set(having.map(({ field }) => wordOf(field)));
  const word = words.size === 1 ? [...words][0]! : [...words].sort().join('/');
  return having.length === streams.length ? word : `${word} (${having.map(({ stream }) => stream.name).join(', ')})`;
}

function wordOf({ writable, required }: NonNullable<Stream['fields']>[number]): string {
  const word = { yes: 'yes', create: 'once', no: 'read' }[writable];
  return required === true && writable !== 'no' ? `${word}*` : word;
}
