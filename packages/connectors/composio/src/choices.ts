import type { SettingChoices } from '@syncline/connector-sdk';
import type { ComposioClient } from './client.ts';
import type { Toolkit } from './toolkits.ts';

/** What the CRM's own connector offers for its settings, and for its stages, asked for through the gateway. */
export function gatewayChoices({
  connector,
  streams,
}: Toolkit): Readonly<Record<string, SettingChoices<ComposioClient>>> {
  return Object.fromEntries(
    Object.entries(connector.choices ?? {}).map(([setting, choices]) => [
      setting,
      {
        ...choices,
        read: (client: ComposioClient, request, signal) => {
          const stream = request.stream === null ? null : (streams[request.stream] ?? request.stream);
          return choices.read(client.inner, { ...request, stream }, signal);
        },
      } satisfies SettingChoices<ComposioClient>,
    ]),
  );
}
