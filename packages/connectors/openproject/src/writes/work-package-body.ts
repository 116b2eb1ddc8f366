import type { Json } from '@syncline/core';
import { hrefOfName, isMilestoneType } from '../catalogue.ts';
import type { OpenProjectClient } from '../client.ts';
import { isCustomField } from '../custom-fields.ts';
import { expressSubject } from '../express.ts';
import { parsePrincipalLocator } from '../principal.ts';
import { LINK_FIELDS } from '../relations.ts';
import { workPackageFields } from '../work-package-fields.ts';
import { customPayload, workPackageSchema } from './custom-payload.ts';
import { keyedText } from './keyed-text.ts';
import { refusedField } from './refused.ts';

type Fields = Readonly<Record<string, Json>>;

/** Where a work package is, or will be. */
export interface BodyPlace {
  readonly projectId: string;
  /** The name of its type after the write. */
  readonly type: Json;
  readonly ownKey: string | null;
  readonly locators: Readonly<Record<string, string>>;
}

export interface WorkPackageBody extends Record<string, unknown> {
  readonly _links: Record<string, unknown>;
}

/** Canonical fields as OpenProject takes them. What needs calls of its own, the relations, is left out. */
export async function workPackageBody(
  client: OpenProjectClient,
  fields: Fields,
  place: BodyPlace,
  signal: AbortSignal,
): Promise<WorkPackageBody> {
  const members: Record<string, unknown> = {};
  const links: Record<string, unknown> = {};
  const linkTo = (href: string | null) => ({ href });
  for (const [name, value] of Object.entries(fields)) {
    if (LINK_FIELDS.some((field) => field === name)) continue;
    if (isCustomField(name)) await addCustomField(client, name, value, place, { members, links }, signal);
    else if (name in NAMED) {
      const { link, catalogue, ofProject } = NAMED[name as keyof typeof NAMED];
      const from = { field: name, catalogue, projectId: ofProject ? place.projectId : null };
      links[link] = linkTo(await hrefOfName(client, from, value, signal));
    } else
      switch (name) {
        case 'subject':
          members['subject'] = expressSubject(value);
          break;
        case 'description':
          members['description'] = { raw: keyedText(value, place.ownKey) };
          break;
        case 'assignee':
        case 'responsible':
          links[name] = linkTo(principalHref(client, name, value, place.locators));
          break;
        case 'version':
          links['version'] = linkTo(hrefOfId(client, 'versions', name, value));
          break;
        case 'parent':
          links['parent'] = linkTo(hrefOfId(client, 'work_packages', name, value));
          break;
        case 'start_date':
        case 'due_date':
          await addDate(client, name, value, place, members, signal);
          break;
        default:
          throw refusedField(
            name,
            workPackageFields.some((field) => field.name === name)
              ? 'it is set by OpenProject alone'
              : 'OpenProject has no field of that name',
          );
      }
  }
  return { ...members, _links: links };
}

const NAMED = {
  status: { link: 'status', catalogue: 'statuses', ofProject: false },
  priority: { link: 'priority', catalogue: 'priorities', ofProject: false },
  issue_type: { link: 'type', catalogue: 'types', ofProject: true },
  category: { link: 'category', catalogue: 'categories', ofProject: true },
} as const;

/** A milestone is on one day: it has a `date`, and nothing that it starts on. */
async function addDate(
  client: OpenProjectClient,
  name: 'start_date' | 'due_date',
  value: Json,
  { projectId, type }: BodyPlace,
  members: Record<string, unknown>,
  signal: AbortSignal,
): Promise<void> {
  const isMilestone = await isMilestoneType(client, projectId, type, signal);
  if (!isMilestone) members[name === 'start_date' ? 'startDate' : 'dueDate'] = value;
  else if (name === 'due_date') members['date'] = value;
  else if (value !== null) throw refusedField(name, 'a milestone has one date');
}

async function addCustomField(
  client: OpenProjectClient,
  name: string,
  value: Json,
  { projectId, type }: BodyPlace,
  body: { readonly members: Record<string, unknown>; readonly links: Record<string, unknown> },
  signal: AbortSignal,
): Promise<void> {
  const from = { field: 'issue_type', catalogue: 'types', projectId } as const;
  const typeId = /(\d+)$/.exec((await hrefOfName(client, from, type, signal)) ?? '')?.[1] ?? '';
  const payload = customPayload(client, await workPackageSchema(client, projectId, typeId, signal), name, value);
  if ('link' in payload) body.links[name] = payload.link;
  else body.members[name] = payload.member;
}

/** Groups and placeholders may be assigned to as well: where one is says its locator. */
function principalHref(
  client: OpenProjectClient,
  field: string,
  value: Json,
  locators: BodyPlace['locators'],
): string | null {
  if (value === null) return null;
  const path = typeof value === 'string' ? parsePrincipalLocator(locators[`users/${value}`]) : null;
  return path === null ? hrefOfId(client, 'users', field, value) : client.href(`/${path}`);
}

function hrefOfId(client: OpenProjectClient, resource: string, field: string, value: Json): string | null {
  if (value === null) return null;
  if (typeof value === 'string' && /^\d{1,18}$/.test(value)) return client.href(`/${resource}/${value}`);
  throw refusedField(field, `${JSON.stringify(value)} is no id`);
}
