/**
 * Where records live: a project or a group. As a scope's key it is `projects/7:acme/api`: requests go by the id, which
 * survives renames, and people know the path.
 */
export interface Place {
  readonly kind: 'groups' | 'projects';
  readonly id: string;
  /** `acme/api`, with all its groups. */
  readonly path: string;
}

export function formatPlace({ kind, id, path }: Place): string {
  return `${kind}/${id}:${path}`;
}

/** Throws for a text that is no place: scopes come from `listScopes` and `decode`, never from a vendor. */
export function parsePlace(key: string): Place {
  const match = /^(groups|projects)\/(\d+):(.*)$/s.exec(key);
  if (!match) throw new TypeError(`Not a place at GitLab: ${key}`);
  const [, kind, id = '', path = ''] = match;
  return { kind: kind as Place['kind'], id, path };
}

/** A project's or group's own object in an answer or a webhook; null for what lacks its id or path. */
export function placeIn(kind: Place['kind'], value: unknown): Place | null {
  const { id, path_with_namespace, full_path } = (value ?? {}) as Readonly<Record<string, unknown>>;
  const path = kind === 'projects' ? path_with_namespace : full_path;
  if (typeof id !== 'number' || !Number.isSafeInteger(id) || typeof path !== 'string') return null;
  return { kind, id: String(id), path };
}
