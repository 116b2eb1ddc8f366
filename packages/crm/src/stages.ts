import { type AnyConnector, type Choice, type PageCursor } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import type { ContractStage } from './contract.ts';

/** More than any vendor has pipelines for. */
const MAX_PAGES = 20;

/** The stages of deals as the vendor has them now; null: a stage is its own name there. */
export async function readStages(
  connector: AnyConnector,
  client: unknown,
  stream: string,
  signal: AbortSignal,
): Promise<readonly ContractStage[] | null> {
  const setting = connector.choices?.[connector.crm?.stages ?? 'stages'];
  if (!setting) return null;
  const choices: Choice[] = [];
  let cursor: PageCursor | null = null;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const read = await setting.read(client, { cursor, stream: setting.ofStream === true ? stream : null }, signal);
    choices.push(...read.choices);
    cursor = read.next;
    if (cursor === null) break;
  }
  return choices.map(({ value, title }) => ({ value: String(value), name: title }));
}

/** A stage as the record shows it. */
export function stageShown(value: unknown, stages: readonly ContractStage[] | null): ContractStage | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const text = String(value);
  return stages?.find((stage) => stage.value === text) ?? { value: text, name: text };
}

/** The stage that a request means, by value or name. Throws `mapping` that lists what there is. */
export function stageMeant(asked: unknown, stages: readonly ContractStage[] | null): string {
  const text = typeof asked === 'string' || typeof asked === 'number' ? String(asked).trim() : '';
  if (text !== '' && stages === null) return text;
  const byValue = stages?.find((stage) => stage.value === text);
  const meant = byValue ? [byValue] : (stages ?? []).filter((stage) => isNamed(stage, text));
  if (meant.length === 1 && meant[0]) return meant[0].value;
  const names = (stages ?? []).map((stage) => stage.name);
  throw new SynclineError({
    class: 'mapping',
    code: 'unknown_value',
    field: 'stage',
    message:
      meant.length > 1
        ? `There are ${meant.length} stages named ${text}; name one by its value.`
        : `There is no stage ${text || '(none)'}; there are ${names.join(', ')}.`,
    choices: names,
  });
}

function isNamed({ name }: ContractStage, text: string): boolean {
  return name.trim().toLowerCase() === text.toLowerCase();
}
