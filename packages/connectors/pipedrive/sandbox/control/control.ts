import type { EditRun, FaultPlan, RequestLog, WebhookSender } from '@syncline/sandbox';
import { createRow, editRow, removeRow, type Written } from '../changes/changes.ts';
import type { TokenBudget } from '../limits/token-budget.ts';
import { type Company, isDeleted } from '../model/company.ts';
import type { FieldEntity } from '../model/fields.ts';
import { customOf, type Entity, type Row, type Values } from '../model/records.ts';
import type { Tokens } from '../tokens.ts';
import type { Hooks } from '../webhooks/hooks.ts';
import { runEdits } from './run-edits.ts';

export interface ControlParts {
  readonly company: Company;
  readonly hooks: Hooks;
  readonly sender: WebhookSender;
  readonly faults: FaultPlan;
  readonly log: RequestLog;
  readonly budget: TokenBudget;
  readonly tokens: Tokens;
}

export type PipedriveSandboxControl = ReturnType<typeof createControl>;

/** What tests and demos do to the simulated Pipedrive without going through its API. Changes send webhooks all the same. */
export function createControl({ company, hooks, sender, faults, log, budget, tokens }: ControlParts) {
  const key = (entity: FieldEntity, name: string): string => {
    const field = company.fields(entity).find(({ field_name }) => field_name === name);
    if (!field) throw new Error(`no field ${name} of ${entity}`);
    return field.field_code;
  };
  /** Custom fields may be named as people name them. */
  const keyed = (entity: Written, values: Values): Values => {
    const custom = values['custom_fields'] as Values | undefined;
    if (custom === undefined) return values;
    const byKey = Object.entries(custom).map(([name, value]) => [key(entity as FieldEntity, name), value]);
    return { ...values, custom_fields: Object.fromEntries(byKey) };
  };
  return {
    /** Records that are not deleted, in the order of their ids. */
    records: (entity: Entity): Row[] => [...company.rows(entity)].filter((row) => !isDeleted(row)),
    /** Undefined for one that is deleted. */
    record: (entity: Entity, id: number): Row | undefined => company.standing(entity, id),
    count: (entity: Entity): number => [...company.rows(entity)].filter((row) => !isDeleted(row)).length,
    create: (entity: Written, values: Values): Row => createRow(company, entity, keyed(entity, values), 'app'),
    edit: (entity: Written, id: number, values: Values): Row =>
      editRow(company, entity, id, keyed(entity, values), 'app'),
    delete: (entity: Written, id: number): void => removeRow(company, entity, id, 'app'),
    /** As after thirty days: not even to be read alone. */
    erase: (entity: Written, id: number): void => company.erase(entity, id),
    key,
    /** What a record holds in a custom field that people call so. */
    custom: (entity: FieldEntity, id: number, name: string): unknown =>
      customOf(company.row(entity, id) ?? {})[key(entity, name)] ?? null,
    removeField: (entity: FieldEntity, name: string): void => company.removeField(entity, name),
    runEdits: (run: EditRun): Promise<number> => runEdits(company, run),

    /** How many requests had `METHOD /path?query` matching, since the start or `log.clear()`. */
    requestCount: (pattern: RegExp | string): number => log.count(pattern),
    log,
    faults,
    webhooks: sender,
    rateLimit: budget,
    expireTokens: (): void => tokens.expire(),
    hooks: {
      list: () => hooks.list(),
      remove: (id: number): boolean => hooks.remove(id),
      deliveries: hooks.deliveries,
      /** Events that a ban has swallowed. */
      lost: () => hooks.lost,
    },
  };
}
