import type { AnyConnector } from '@syncline/connector-sdk';
import { connectorFor } from '../connections/connector-for.ts';
import type { ConfigurationFile } from './configuration-schema.ts';
import { isBranch, nearest, pointerOf, type Tree, valueAt } from './document-tree.ts';
import { suggestion } from './nearest-word.ts';
import type { PlacedProblem, Resolution } from './resolve-configuration.ts';

/** Names that must be those of something: connections, their streams, kinds. */
export function checkReferences(
  resolution: Resolution,
  file: ConfigurationFile,
  connectors: ReadonlyMap<string, AnyConnector>,
): PlacedProblem[] {
  return Object.entries(file.workspaces).flatMap(([workspace, section]) => {
    const at = ['workspaces', workspace];
    const names = Object.keys(section.connections ?? {});
    const unknown = (path: readonly string[], name: string): PlacedProblem[] =>
      names.includes(name)
        ? []
        : [{ at: { preset: null, path }, message: `there is no connection ${name}; ${suggestion(name, names)}` }];
    const listed = (part: 'windows' | 'alerts' | 'alert_routes'): PlacedProblem[] =>
      Object.entries<{ readonly connections?: string[] | undefined }>(section[part] ?? {}).flatMap(
        ([name, { connections = [] }]) =>
          connections.flatMap((each, index) => unknown([...at, part, name, 'connections', String(index)], each)),
      );
    const configs = Object.keys(section.sync_configs ?? {});
    const kinds = configs.flatMap((name) => kindsOf(resolution, [...at, 'sync_configs', name]).map(([kind]) => kind));
    return [
      ...Object.keys(section.schedules ?? {}).flatMap((name) => unknown([...at, 'schedules', name], name)),
      ...listed('windows'),
      ...listed('alerts'),
      ...listed('alert_routes'),
      ...Object.keys(section.policies ?? {}).flatMap((kind) =>
        kinds.includes(kind)
          ? []
          : [
              {
                at: { preset: null, path: [...at, 'policies', kind] },
                message: `no sync config has the kind ${kind}; ${suggestion(kind, kinds)}`,
              },
            ],
      ),
      ...configs.flatMap((name) => memberProblems(resolution, section, [...at, 'sync_configs', name], connectors)),
    ];
  });
}

function memberProblems(
  resolution: Resolution,
  section: ConfigurationFile['workspaces'][string],
  at: readonly string[],
  connectors: ReadonlyMap<string, AnyConnector>,
): PlacedProblem[] {
  const connections = section.connections ?? {};
  return kindsOf(resolution, at).flatMap(([kind, settings]) => {
    const members = valueAt(settings, '/members');
    if (!isBranch(members)) return [];
    return Object.entries(members).flatMap(([key, member]): PlacedProblem[] => {
      const path = [...at, 'settings', 'kinds', kind, 'members', key];
      const problem = (field: string, message: string): PlacedProblem[] => {
        const place = nearest(resolution.places, pointerOf([...path, field]));
        return place ? [{ at: place, message }] : [];
      };
      const [name, streamName] = [valueAt(member, '/connection'), valueAt(member, '/stream')];
      if (typeof name !== 'string' || typeof streamName !== 'string') return [];
      const connection = connections[name];
      if (!connection)
        return problem('connection', `there is no connection ${name}; ${suggestion(name, Object.keys(connections))}`);
      const streams = connectorFor(connectors, connection)?.streams ?? [];
      const stream = streams.find((each) => each.name === streamName);
      if (!stream) {
        const hint = suggestion(
          streamName,
          streams.map((each) => each.name),
        );
        return problem('stream', `${connection.connector} has no stream ${streamName}; ${hint}`);
      }
      const fields = stream.fields?.map((each) => each.name) ?? [];
      const map = valueAt(member, '/fields');
      return Object.entries(isBranch(map) ? map : {}).flatMap(([field, line]) => {
        const remote = isBranch(line) ? line['remote'] : line;
        const isTyped = isBranch(line) && line['type'] !== undefined;
        if (typeof remote !== 'string' || isTyped || fields.includes(remote)) return [];
        const place = nearest(
          resolution.places,
          pointerOf([...path, 'fields', field, ...(isBranch(line) ? ['remote'] : [])]),
        );
        const message = `${streamName} has no field ${remote}; ${suggestion(remote, fields)} For a custom field, give its type`;
        return place ? [{ at: place, message }] : [];
      });
    });
  });
}

function kindsOf({ resolved }: Resolution, at: readonly string[]): [string, Tree][] {
  const kinds = valueAt(resolved as unknown as Tree, pointerOf([...at, 'settings', 'kinds']));
  return isBranch(kinds) ? Object.entries(kinds) : [];
}
