import type { CrmActivity, CrmSide } from './crm-side.ts';
import type { Happened } from './told.ts';

const SECOND_MS = 1_000;

/** What is not as it should be at one CRM: each call and text is one activity there, of the right contact. */
export function countActivities(crm: CrmSide, happened: readonly Happened[]): string[] {
  const activities = crm.activities();
  const contacts = new Map(crm.contacts().map(({ id, lastName }) => [id, lastName]));
  const broken = happened.flatMap((one) => {
    const held = activities.filter(({ body }) => body?.includes(one.token));
    if (held.length !== 1) return [`${crm.name}: ${one.type} ${one.id} is ${held.length} activities`];
    return differences(one, held[0]!, contacts, crm.hasNo ?? []).map(
      (text) => `${crm.name}: ${one.type} ${one.id}: ${text}`,
    );
  });
  if (activities.length !== happened.length)
    broken.push(`${crm.name}: ${activities.length} activities of ${happened.length} calls and texts`);
  return broken;
}

function differences(
  one: Happened,
  held: CrmActivity,
  contacts: ReadonlyMap<string, string>,
  hasNo: readonly (keyof CrmActivity)[],
): string[] {
  const who = held.who === null ? null : (contacts.get(held.who) ?? `a contact that is not there (${held.who})`);
  // CRMs keep whole seconds.
  const off = Math.abs(Date.parse(held.occurredAt ?? '') - one.occurredAt);
  return [
    ...differs('type', held.type, one.type),
    ...(hasNo.includes('direction') ? [] : differs('direction', held.direction, one.direction)),
    ...differs('contact', who, one.party.lastName),
    ...differs('seconds', held.durationSeconds, one.durationSeconds),
    ...(off < SECOND_MS ? [] : [`it shows ${held.occurredAt} as its time`]),
    ...(held.subject?.includes(one.party.phone) ? [] : [`its subject is ${held.subject}`]),
  ];
}

function differs(name: string, held: unknown, wanted: unknown): string[] {
  return held === wanted ? [] : [`${name} is ${JSON.stringify(held)} and should be ${JSON.stringify(wanted)}`];
}
