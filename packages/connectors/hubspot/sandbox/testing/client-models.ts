import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const root = dirname(require.resolve('@hubspot/api-client/lib/codegen/crm/contacts/index.js')).replace(
  /\/crm\/contacts$/,
  '',
);

interface Member {
  readonly name: string;
  readonly baseName: string;
  readonly type: string;
}

/**
 * What a value has that a model of HubSpot's own client has not, lacks, or has of another type, a sentence each.
 * `model`: a folder of the client and a class in it, `crm/contacts/SimplePublicObject`.
 */
export function shapeProblems(model: string, value: unknown, at = '$'): string[] {
  const folder = model.slice(0, model.lastIndexOf('/'));
  const name = model.slice(folder.length + 1);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${at} is no ${name}`];
  const members = membersOf(folder, name);
  const required = requiredOf(folder, name);
  const known = new Map(members.map((member) => [member.baseName, member]));
  const problems = members
    .filter((member) => required.has(member.name) && !Object.hasOwn(value, member.baseName))
    .map((member) => `${at} lacks ${member.baseName} of ${name}`);
  for (const [key, shown] of Object.entries(value)) {
    const member = known.get(key);
    if (member === undefined) problems.push(`${at}.${key} is unknown to ${name}`);
    else problems.push(...typeProblems(folder, member.type, shown, `${at}.${key}`));
  }
  return problems;
}

function typeProblems(folder: string, type: string, value: unknown, at: string): string[] {
  const list = /^Array<(.+)>$/.exec(type)?.[1];
  if (list !== undefined)
    return Array.isArray(value)
      ? value.flatMap((one, i) => typeProblems(folder, list, one, `${at}[${i}]`))
      : [`${at} is no list`];
  if (type.endsWith(' | null')) return value === null ? [] : typeProblems(folder, type.slice(0, -7), value, at);
  const map = /^\{ \[key: string\]: (.+); \}$/.exec(type)?.[1];
  if (map !== undefined)
    return Object.entries(value as object).flatMap(([key, one]) =>
      // Properties without a value are null, although the model says text.
      one === null ? [] : typeProblems(folder, map, one, `${at}.${key}`),
    );
  switch (type) {
    case 'any':
      return [];
    case 'string':
    case 'number':
    case 'boolean':
      return typeof value === type ? [] : [`${at} is ${typeof value} and should be ${type}`];
    case 'Date':
      return typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? [] : [`${at} is no time`];
    default:
      if (type.endsWith('Enum')) return typeof value === 'string' ? [] : [`${at} is no ${type}`];
      return shapeProblems(`${folder}/${type}`, value, at);
  }
}

function membersOf(folder: string, name: string): readonly Member[] {
  const models = require(join(root, folder, 'models', `${name}.js`)) as Record<string, { attributeTypeMap: Member[] }>;
  const model = models[name];
  if (model === undefined) throw new Error(`the client has no ${folder}/${name}`);
  return model.attributeTypeMap;
}

/** Only the declarations tell what may be absent. */
function requiredOf(folder: string, name: string): ReadonlySet<string> {
  const text = readFileSync(join(root, folder, 'models', `${name}.d.ts`), 'utf8');
  return new Set([...text.matchAll(/^ {4}'(\w+)': /gm)].map(([, member = '']) => member));
}
