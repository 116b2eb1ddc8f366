import { textOf } from './item.ts';

/** Where a comment is: `10010/comments/10000`, its issue's id and its own. */
export function commentLocator(issueId: string, commentId: string): string {
  return `${issueId}/comments/${commentId}`;
}

export function issueOfLocator(locator: string | null): string | null {
  return /^(\d+)\/comments\/\d+$/.exec(locator ?? '')?.[1] ?? null;
}

/** The issue's id in a comment's own address, the only place where Jira shows it. */
export function issueOfComment(self: unknown): string | null {
  return /\/issue\/(\d+)\/comment\/\d+$/.exec(textOf(self) ?? '')?.[1] ?? null;
}
