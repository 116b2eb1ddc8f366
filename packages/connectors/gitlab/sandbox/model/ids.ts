const PROJECT_SPACE = 10_000_000;
const FIRST = 1_000;
const NOTE_SPACE = 10;

/** Ids of issues are worked out from their place, so that seeded ones need no table. */
export function issueId(projectIndex: number, iid: number): number {
  return FIRST + projectIndex * PROJECT_SPACE + iid;
}

export function placeOfIssue(id: number): { readonly projectIndex: number; readonly iid: number } | null {
  const place = id - FIRST;
  if (!Number.isInteger(place) || place < 1) return null;
  return { projectIndex: Math.floor(place / PROJECT_SPACE), iid: place % PROJECT_SPACE };
}

export function seededNoteId(subjectId: number, position: number): number {
  return subjectId * NOTE_SPACE + position;
}

/** Above every seeded one. */
export const FIRST_NEW_NOTE_ID = 100_000_000_000;
