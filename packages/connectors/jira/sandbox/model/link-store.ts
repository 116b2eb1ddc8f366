import type { SandboxLink } from './records.ts';

/** Links between issues, found from both ends. */
export class LinkStore {
  readonly #links = new Map<number, SandboxLink>();
  readonly #byIssue = new Map<number, Set<number>>();

  add(link: SandboxLink): SandboxLink {
    const same = this.ofIssue(link.inwardId).find(
      (other) => other.type === link.type && other.inwardId === link.inwardId && other.outwardId === link.outwardId,
    );
    if (same) return same;
    this.#links.set(link.id, link);
    for (const id of [link.inwardId, link.outwardId]) {
      const known = this.#byIssue.get(id) ?? new Set();
      this.#byIssue.set(id, known.add(link.id));
    }
    return link;
  }

  get(id: number): SandboxLink | undefined {
    return this.#links.get(id);
  }

  remove(id: number): void {
    const link = this.#links.get(id);
    if (!link) return;
    this.#links.delete(id);
    for (const issue of [link.inwardId, link.outwardId]) this.#byIssue.get(issue)?.delete(id);
  }

  ofIssue(issueId: number): SandboxLink[] {
    return [...(this.#byIssue.get(issueId) ?? [])].flatMap((id) => this.#links.get(id) ?? []);
  }

  forgetIssue(issueId: number): void {
    for (const { id } of this.ofIssue(issueId)) this.remove(id);
  }
}
