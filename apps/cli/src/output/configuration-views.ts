import { stringify } from 'yaml';
import type { ConfigurationDocument, OriginDocument, PlanDocument } from '../api/configuration-documents.ts';
import { type DataTable, printable } from './render.ts';

const parts = {
  connection: 'connections',
  sync_config: 'sync_configs',
  schedule: 'schedules',
  window: 'windows',
  alert_rule: 'alerts',
  alert_route: 'alert_routes',
  identity: 'identity',
  insight: 'insight',
} as const;

/** Each value, and where it comes from. */
export function originTables({ resources, process }: ConfigurationDocument): DataTable[] {
  return [
    {
      columns: ['what', 'value', 'from'],
      rows: resources.flatMap(({ kind, name, values }) =>
        values.map(({ path, value, origin }) => [
          `${parts[kind]}.${name}${path.replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~')}`,
          textOf(value),
          originText(origin),
        ]),
      ),
      empty: 'Nothing is configured yet.',
    },
    {
      title: 'This process',
      columns: ['what', 'value', 'from'],
      rows: process.map(({ name, value, origin }) => [name, textOf(value), originText(origin)]),
    },
  ];
}

/** What is in force, as a file that could be applied. */
export function configurationText({ workspace, resources }: ConfigurationDocument): string {
  const sections: Record<string, Record<string, unknown>> = {};
  for (const { kind, name, document } of resources) (sections[parts[kind]] ??= {})[name] = document;
  return stringify({ workspaces: { [workspace]: sections } }, { lineWidth: 0 }).trimEnd();
}

const signs = { set: '~', unset: '-', drift: '!', kept: '=', added: '+' } as const;
const meanings = {
  set: 'as the file says',
  unset: 'the file says it no longer',
  drift: 'changed by the API; say who is right with --take file or --take api',
  kept: 'let stand as the API has it',
  added: 'added by the API; it stays',
} as const;

/** What a plan would change, thing by thing. */
export function planLines({ resources }: PlanDocument): string[] {
  const told = resources.filter(({ action, changes }) => action !== 'none' || changes.length > 0);
  return told.flatMap(({ workspace, kind, name, action, changes }) => {
    const head = `${action === 'none' ? 'stands' : action}: ${kind.replace('_', ' ')} ${name} (${workspace})`;
    // Of what is new all that matters is the file.
    const shown = action === 'create' ? changes.filter((change) => change.kind !== 'set') : changes;
    return [
      printable(head),
      ...shown.map(({ kind: change, path, from, to, origin }) => {
        const values = change === 'added' ? textOf(from) : `${textOf(from)} -> ${textOf(to)}`;
        const who = origin?.source === 'api' ? `, ${originText(origin)}` : '';
        return printable(`  ${signs[change]} ${path || '(all of it)'}: ${values} (${meanings[change]}${who})`);
      }),
    ];
  });
}

function originText(origin: OriginDocument): string {
  switch (origin.source) {
    case 'file':
      return origin.place ?? 'file';
    case 'api':
      return ['API', ...(origin.by === undefined ? [] : [`by ${origin.by}`]), ...(origin.at ? [origin.at] : [])].join(
        ' ',
      );
    case 'environment':
      return `environment ${origin.variable ?? ''}`.trim();
    case 'default':
      return 'default';
  }
}

function textOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
