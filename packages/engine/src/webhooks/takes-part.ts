import type { ChangeHint } from '@syncline/connector-sdk';
import type { ConnectionConfiguration } from '../connections/connection-configuration.ts';

/** Whether the connection's settings take part in what a hint is about. */
export function takesPart({ connector, settings }: ConnectionConfiguration, hint: ChangeHint): boolean {
  const { streams: chosen } = settings as { readonly streams?: readonly string[] };
  const stream = connector.streams.find((candidate) => candidate.name === hint.stream);
  if (!stream || (chosen && !chosen.includes(stream.partOf ?? stream.name))) return false;
  return connector.webhooks?.covers?.(settings, hint) ?? true;
}
