const PROJECT_SPACE = 10_000_000;
const FIRST = 10_000;
const COMMENT_SPACE = 10;

/** Ids of issues are worked out from their place, so that seeded ones need no table. */
export function issueId(projectIndex: number, number: number): number {
  return FIRST + projectIndex * PROJECT_SPACE + number;
}

export function placeOfIssue(id: number): { readonly projectIndex: number; readonly number: number } | null {
  const place = id - FIRST;
  if (!Number.isInteger(place) || place < 1) return null;
  return { projectIndex: Math.floor(place / PROJECT_SPACE), number: place % PROJECT_SPACE };
}

export function seededCommentId(issue: number, position: number): number {
  return issue * COMMENT_SPACE + position;
}

export function issueOfSeededComment(id: number): number {
  return Math.floor(id / COMMENT_SPACE);
}

/** Above every seeded one. */
export const FIRST_NEW_COMMENT_ID = 100_000_000_000;
