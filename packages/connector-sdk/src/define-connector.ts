import type { Connector } from './connector.ts';

/** Describes a connector; the identity function, for inference and a single place to check what can't be typed. */
export function defineConnector<Settings, Client>(connector: Connector<Settings, Client>): Connector<Settings, Client> {
  const seen = new Set<string>();
  for (const stream of connector.streams) {
    if (seen.has(stream.name)) throw new Error(`Connector ${connector.id} declares the stream ${stream.name} twice`);
    seen.add(stream.name);
    if (stream.backfill === 'windows' && !stream.planWindows)
      throw new Error(`Stream ${connector.id}/${stream.name} is read by windows but has no planWindows to cut them`);
    if (stream.backfill !== 'fan_out') continue;
    if (!stream.probe)
      throw new Error(`Stream ${connector.id}/${stream.name} fans out but has no probe to plan its pages from`);
    if (!stream.listedId)
      throw new Error(`Stream ${connector.id}/${stream.name} fans out but has no listedId to prove its list whole by`);
  }
  return connector;
}
