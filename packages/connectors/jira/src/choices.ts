import type { Choice, ChoicePage, ChoiceRequest, SettingChoices } from '@syncline/connector-sdk';
import type { JiraAnswer, JiraClient } from './client.ts';
import { asItem, type Item, idOf, textOf } from './item.ts';
import { type OffsetPlace, offsetPage, offsetPlace, parseValues } from './paging.ts';
import { PROJECT_PAGE, readProjects } from './project-list.ts';

/** What the site has, for settings and sync configs to name. */
export const jiraChoices: Readonly<Record<string, SettingChoices<JiraClient>>> = {
  projects: {
    title: 'Projects that the token can browse, by key',
    read: (client, request, signal) => {
      const { projects: _, ...settings } = client.settings;
      const all = { ...client, settings };
      return readOffset(request, PROJECT_PAGE, (place) => readProjects(all, place, signal), projectChoice);
    },
  },
  boards: {
    title: 'Scrum boards, whose sprints are read',
    read: (client, request, signal) =>
      readOffset(
        request,
        50,
        (place) => client.agile((api, via) => api.getAllBoards(via, { ...place, type: 'scrum' }), signal),
        boardChoice,
      ),
  },
};

async function readOffset(
  { cursor }: ChoiceRequest,
  pageSize: number,
  read: (place: OffsetPlace) => Promise<JiraAnswer>,
  choiceOf: (item: Item) => Choice | null,
): Promise<ChoicePage> {
  const place = offsetPlace(cursor, pageSize);
  const answer = await read(place);
  const choices = parseValues(answer.raw).flatMap((value) => {
    const item = asItem(value);
    const choice = item && choiceOf(item);
    return choice ? [choice] : [];
  });
  return { choices, next: offsetPage(answer, place).next };
}

function projectChoice(item: Item): Choice | null {
  const key = textOf(item['key']);
  return key === null ? null : { value: key, title: textOf(item['name']) ?? key };
}

function boardChoice(item: Item): Choice | null {
  const id = idOf(item);
  if (id === null) return null;
  const project = textOf(asItem(item['location'])?.['projectKey']);
  return { value: id, title: textOf(item['name']) ?? id, ...(project === null ? {} : { detail: project }) };
}
