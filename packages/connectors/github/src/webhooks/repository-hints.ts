import type { ChangeHint } from '@syncline/connector-sdk';
import { asItem, type Item, idOf, textOf } from '../item.ts';
import { formatOwnerScope } from '../owner-scope.ts';
import { formatRepositoryScope, repositoryNameInUrl } from '../repository-scope.ts';
import { labelLocator } from '../tracker-edges.ts';

type Hints = readonly ChangeHint[] | null;

/** `transferred` says nothing final of the old issue: a direct read tells whether it moved, and where to. */
export function issueHints(payload: Item, action: string): Hints {
  const hints = numbered(payload, 'issues', payload['issue'], action);
  const changes = asItem(payload['changes']);
  const moved =
    action === 'transferred'
      ? hintOf('issues', changes?.['new_issue'], changes?.['new_repository'], numberLocator)
      : null;
  return hints && moved ? [...hints, moved] : hints;
}

export function pullRequestHints(payload: Item, action: string): Hints {
  return numbered(payload, 'pull_requests', payload['pull_request'], action);
}

export function commentHints(payload: Item, action: string): Hints {
  const locate = (fullName: string, comment: Item) => `${fullName}/comments/${String(comment['id'])}`;
  return single(hintOf('comments', payload['comment'], payload['repository'], locate, action));
}

export function milestoneHints(payload: Item, action: string): Hints {
  const locate = (fullName: string, milestone: Item) => `${fullName}/milestones/${String(milestone['number'])}`;
  return single(hintOf('milestones', payload['milestone'], payload['repository'], locate, action));
}

export function labelHints(payload: Item, action: string): Hints {
  const locate = (fullName: string, label: Item) => labelLocator(fullName, String(label['name']));
  return single(hintOf('labels', payload['label'], payload['repository'], locate, action));
}

export function repositoryHints(payload: Item, action: string): Hints {
  const repository = asItem(payload['repository']);
  const owner = asItem(repository?.['owner']);
  const externalId = idOf(repository);
  const login = textOf(owner?.['login']);
  if (!repository || externalId === null || login === null) return null;
  const type = payload['organization'] !== undefined || owner?.['type'] === 'Organization' ? 'org' : 'user';
  return [
    {
      op: opOf(action),
      stream: 'repositories',
      externalId,
      locator: textOf(repository['full_name']),
      scope: formatOwnerScope({ type, login }),
    },
  ];
}

/**
 * Both ends of a dependency or of a parent's tie to its sub-issue, for the stream that reads an issue's links. The
 * end in another repository than the event's own comes with a `…_repo` beside it.
 */
export function linkHints(payload: Item, one: string, other: string): Hints {
  const hints = [one, other].map((key) => {
    const issue = asItem(payload[key]);
    const candidates = [asItem(payload[`${key}_repo`]), asItem(payload['repository'])].filter(
      (candidate) => candidate !== null,
    );
    const name = repositoryNameInUrl(issue?.['repository_url'])?.toLowerCase();
    const repository =
      candidates.find((candidate) => textOf(candidate['full_name'])?.toLowerCase() === name) ?? candidates[0];
    return hintOf('issue_links', issue, repository, numberLocator);
  });
  const found = hints.filter((hint) => hint !== null);
  return found.length > 0 ? found : null;
}

function numbered(payload: Item, stream: string, object: unknown, action: string): Hints {
  return single(hintOf(stream, object, payload['repository'], numberLocator, action));
}

function numberLocator(fullName: string, object: Item): string {
  return `${fullName}#${String(object['number'])}`;
}

function hintOf(
  stream: string,
  value: unknown,
  repositoryValue: unknown,
  locate: (fullName: string, object: Item) => string,
  action = '',
): ChangeHint | null {
  const object = asItem(value);
  const externalId = idOf(object);
  const repository = asItem(repositoryValue);
  const repositoryId = idOf(repository);
  const fullName = textOf(repository?.['full_name']);
  if (!object || externalId === null || repositoryId === null || fullName === null) return null;
  return {
    op: opOf(action),
    stream,
    externalId,
    locator: locate(fullName, object),
    scope: formatRepositoryScope(repositoryId, fullName),
  };
}

function opOf(action: string): ChangeHint['op'] {
  return action === 'deleted' ? 'deleted' : 'changed';
}

function single(hint: ChangeHint | null): Hints {
  return hint && [hint];
}
