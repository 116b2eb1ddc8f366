import { trello } from '@syncline/connector-trello';
import type { ConnectionRow, FieldSchemaRow, SyncConfigRow } from '@syncline/store';
import { expect, it } from 'vitest';
import { compilePlan } from './compile-plan.ts';

const SIZE = 'custom_5ab10be237846c43015f108e';

function valuesOf(values: unknown, options: readonly { readonly id: string; readonly name: string }[]) {
  const members = [{ connection: 'board', stream: 'cards', fields: { size: { remote: SIZE, values } } }];
  const row = { key: SIZE, agreed: { key: SIZE, name: 'Size', type: 'select', options, writable: true }, drift: null };
  const plan = compilePlan({
    version: '',
    workspaceId: 1,
    configs: [
      { name: 'c', settings: { kinds: { work_item: { members } } }, twoWayCreate: true } as unknown as SyncConfigRow,
    ],
    connections: [{ id: 1, name: 'board', connector: 'trello' } as ConnectionRow],
    connectors: new Map([[trello.id, trello]]),
    fieldSchemas: new Map([['1/cards', new Map([[SIZE, row as unknown as FieldSchemaRow]])]]),
  });
  return plan.memberOf(1, 'cards')!.rules[0]!.values;
}

it('options that a field map names by what people call them are known by their ids, all of those with that name', () => {
  const options = [
    { id: '1', name: 'Large' },
    { id: '2', name: 'Small' },
    { id: '3', name: 'Large' },
  ];
  const given = { big: 'Large', little: '2', odd: 'Odd' };
  expect(valuesOf(given, options)).toEqual([
    ['big', '1'],
    ['big', '3'],
    ['little', '2'],
    ['odd', 'Odd'],
  ]);
});
