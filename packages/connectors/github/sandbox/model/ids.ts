const ISSUES = 2_000_000_000;
const PULLS = 1_200_000_000;
const COMMENTS = 3_000_000_000;
const PER_REPOSITORY = 4_000_000;
/** More comments than any seeded issue has, so that the id alone says whose comment it is. */
export const SEEDED_COMMENTS_PER_ISSUE = 8;

export function issueId(repositoryIndex: number, number: number): number {
  return ISSUES + repositoryIndex * PER_REPOSITORY + number;
}

/** Which issue an id belongs to; undefined for what is no issue id. */
export function issueOf(id: number): { readonly repositoryIndex: number; readonly number: number } | undefined {
  const offset = id - ISSUES;
  if (!Number.isInteger(id) || offset <= 0) return undefined;
  return { repositoryIndex: Math.floor(offset / PER_REPOSITORY), number: offset % PER_REPOSITORY };
}

export function pullId(repositoryIndex: number, number: number): number {
  return PULLS + repositoryIndex * PER_REPOSITORY + number;
}

export function seededCommentId(repositoryIndex: number, number: number, position: number): number {
  return COMMENTS + (repositoryIndex * PER_REPOSITORY + number) * SEEDED_COMMENTS_PER_ISSUE + position;
}

export function seededCommentOf(
  repositoryIndex: number,
  id: number,
): { readonly number: number; readonly position: number } {
  const offset = id - COMMENTS - repositoryIndex * PER_REPOSITORY * SEEDED_COMMENTS_PER_ISSUE;
  return { number: Math.floor(offset / SEEDED_COMMENTS_PER_ISSUE), position: offset % SEEDED_COMMENTS_PER_ISSUE };
}

/** Above every seeded comment of every repository. */
export const FIRST_NEW_COMMENT_ID = 9_000_000_000;

export function nodeId(prefix: string, id: number): string {
  return `${prefix}_kgDO${Buffer.from(String(id)).toString('base64url')}`;
}
