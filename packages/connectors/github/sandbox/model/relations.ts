/** Which issue blocks which, and which is part of which: by issue id, over all repositories. */
export class Relations {
  readonly #blockedBy = new Map<number, Set<number>>();
  readonly #blocking = new Map<number, Set<number>>();
  readonly #children = new Map<number, Set<number>>();
  readonly #parent = new Map<number, number>();

  blockedBy(issueId: number): readonly number[] {
    return [...(this.#blockedBy.get(issueId) ?? [])];
  }

  blocking(issueId: number): readonly number[] {
    return [...(this.#blocking.get(issueId) ?? [])];
  }

  subIssues(issueId: number): readonly number[] {
    return [...(this.#children.get(issueId) ?? [])];
  }

  parentOf(issueId: number): number | undefined {
    return this.#parent.get(issueId);
  }

  isEmptyFor(issueId: number): boolean {
    return (
      !this.#blockedBy.has(issueId) &&
      !this.#blocking.has(issueId) &&
      !this.#children.has(issueId) &&
      !this.#parent.has(issueId)
    );
  }

  addBlockedBy(blocked: number, blocking: number): void {
    add(this.#blockedBy, blocked, blocking);
    add(this.#blocking, blocking, blocked);
  }

  removeBlockedBy(blocked: number, blocking: number): void {
    drop(this.#blockedBy, blocked, blocking);
    drop(this.#blocking, blocking, blocked);
  }

  addSubIssue(parent: number, child: number): void {
    this.removeSubIssue(child);
    add(this.#children, parent, child);
    this.#parent.set(child, parent);
  }

  removeSubIssue(child: number): void {
    const parent = this.#parent.get(child);
    if (parent === undefined) return;
    drop(this.#children, parent, child);
    this.#parent.delete(child);
  }

  /** Takes over what a transferred issue had. */
  rename(from: number, to: number): void {
    for (const other of this.blockedBy(from)) this.addBlockedBy(to, other);
    for (const other of this.blocking(from)) this.addBlockedBy(other, to);
    for (const child of this.subIssues(from)) this.addSubIssue(to, child);
    const parent = this.parentOf(from);
    if (parent !== undefined) this.addSubIssue(parent, to);
    this.forget(from);
  }

  forget(issueId: number): void {
    for (const other of this.blockedBy(issueId)) this.removeBlockedBy(issueId, other);
    for (const other of this.blocking(issueId)) this.removeBlockedBy(other, issueId);
    for (const child of this.subIssues(issueId)) this.removeSubIssue(child);
    this.removeSubIssue(issueId);
  }
}

function add(map: Map<number, Set<number>>, key: number, value: number): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, new Set([value]));
  else known.add(value);
}

function drop(map: Map<number, Set<number>>, key: number, value: number): void {
  const known = map.get(key);
  known?.delete(value);
  if (known?.size === 0) map.delete(key);
}
