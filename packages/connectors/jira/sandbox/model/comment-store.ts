import { FIRST_NEW_COMMENT_ID, issueOfSeededComment, placeOfIssue } from './ids.ts';
import type { ProjectStore } from './project-store.ts';
import type { SandboxComment } from './records.ts';
import { seededComments } from './seeded-issues.ts';

/** Comments of all issues: seeded ones are worked out until somebody changes those of their issue. */
export class CommentStore {
  readonly #projects: readonly ProjectStore[];
  readonly #changed = new Map<number, SandboxComment[]>();
  readonly #issueOfNew = new Map<number, number>();
  #nextId = FIRST_NEW_COMMENT_ID;

  constructor(projects: readonly ProjectStore[]) {
    this.#projects = projects;
  }

  /** Oldest first. */
  ofIssue(issueId: number): readonly SandboxComment[] {
    const known = this.#changed.get(issueId);
    if (known) return known;
    const place = placeOfIssue(issueId);
    const project = place === null ? undefined : this.#projects[place.projectIndex];
    return place === null || project === undefined ? [] : seededComments(project.seed, place.number);
  }

  get(id: number): SandboxComment | undefined {
    const issueId = id > FIRST_NEW_COMMENT_ID ? this.#issueOfNew.get(id) : issueOfSeededComment(id);
    if (issueId === undefined) return undefined;
    const place = placeOfIssue(issueId);
    if (place === null || !this.#projects[place.projectIndex]?.has(place.number)) return undefined;
    return this.ofIssue(issueId).find((comment) => comment.id === id);
  }

  takeId(issueId: number): number {
    this.#nextId += 1;
    this.#issueOfNew.set(this.#nextId, issueId);
    return this.#nextId;
  }

  put(comment: SandboxComment): void {
    const others = this.ofIssue(comment.issueId);
    const isKnown = others.some(({ id }) => id === comment.id);
    this.#changed.set(
      comment.issueId,
      isKnown ? others.map((other) => (other.id === comment.id ? comment : other)) : [...others, comment],
    );
  }

  remove(comment: SandboxComment): void {
    this.#changed.set(
      comment.issueId,
      this.ofIssue(comment.issueId).filter(({ id }) => id !== comment.id),
    );
  }

  forgetIssue(issueId: number): void {
    this.#changed.set(issueId, []);
  }
}
