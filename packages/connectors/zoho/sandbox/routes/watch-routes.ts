import { asItem, type Item } from '@syncline/connector-sdk';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../changes/refusal.ts';
import { timeText } from '../model/row.ts';
import type { Channel, Channels } from '../webhooks/channels.ts';
import { queryOf, sendJson } from './reply.ts';

/** Channels of notifications. */
export function watchRoutes(app: FastifyInstance, channels: Channels): void {
  app.get('/crm/v8/actions/watch', (request, reply) => {
    const { channel_id: id, page = '1', per_page: size = '200' } = queryOf(request);
    const all = channels.list().filter((channel) => id === undefined || channel.id === id);
    const [number, perPage] = [Number(page), Number(size)];
    const shown = all.slice((number - 1) * perPage, number * perPage);
    if (shown.length === 0) return reply.code(204).send();
    const info = { per_page: perPage, page: number, count: shown.length, more_records: number * perPage < all.length };
    return sendJson(reply, { watch: shown.map(renderChannel), info });
  });
  app.post('/crm/v8/actions/watch', (request, reply) =>
    answer(reply, 201, 'Successfully subscribed for actions-watch of the given module', () => {
      const channel = channelIn(request);
      if (channels.get(channel.id))
        throw new Refusal(202, 'DUPLICATE_DATA', 'duplicate data', { api_name: 'channel_id' });
      return channels.put(channel);
    }),
  );
  app.put('/crm/v8/actions/watch', (request, reply) =>
    answer(reply, 200, 'Successfully updated the subscribe details', () => {
      const channel = channelIn(request);
      standing(channels, channel.id);
      return channels.put(channel);
    }),
  );
  app.patch('/crm/v8/actions/watch', (request, reply) =>
    answer(reply, 200, 'Successfully updated the subscribe details', () => {
      const entry = entryOf(request);
      const { expiresAt: _, ...before } = standing(channels, String(entry['channel_id']));
      const expiry = entry['channel_expiry'];
      return channels.put({ ...before, expiry: typeof expiry === 'string' ? expiry : null });
    }),
  );
  app.delete('/crm/v8/actions/watch', (request, reply) => {
    const ids = (queryOf(request)['channel_ids'] ?? '').split(',');
    for (const id of ids) standing(channels, id, 400);
    for (const id of ids) channels.remove(id);
    const watch = ids.map((id) => ({
      code: 'SUCCESS',
      status: 'success',
      message: 'Successfully un-subscribed from actions-watch',
      details: { channel_id: id, resource_uri: '' },
    }));
    return sendJson(reply, { watch });
  });
}

function standing(channels: Channels, id: string, status = 202): Channel {
  const channel = channels.get(id);
  if (channel === undefined)
    throw new Refusal(status, 'NOT_SUBSCRIBED', 'the channel is not subscribed', { channel_id: id });
  return channel;
}

function answer(reply: FastifyReply, status: number, message: string, act: () => Channel): FastifyReply {
  try {
    const channel = act();
    const details = { events: channel.events.map((event) => renderEvent(channel, event)) };
    return sendJson(reply, { watch: [{ code: 'SUCCESS', status: 'success', message, details }] }, status);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return sendJson(reply, { watch: [error.body()] }, error.status);
  }
}

function entryOf(request: FastifyRequest): Item {
  const list = asItem(request.body)?.['watch'];
  return (Array.isArray(list) ? asItem(list[0]) : null) ?? {};
}

function channelIn(request: FastifyRequest) {
  const entry = entryOf(request);
  const id = entry['channel_id'];
  const text = (name: string) => (typeof entry[name] === 'string' ? (entry[name] as string) : null);
  if (!/^\d{1,19}$/.test(String(id)))
    throw new Refusal(202, 'INVALID_DATA', 'invalid data', { api_name: 'channel_id', expected_data_type: 'bigint' });
  const events = Array.isArray(entry['events']) ? entry['events'].map(String) : [];
  return {
    id: String(id),
    events,
    notifyUrl: text('notify_url') ?? '',
    token: text('token'),
    expiry: text('channel_expiry'),
  };
}

function renderEvent(channel: Channel, event: string) {
  const module = event.split('.', 1)[0] ?? '';
  return {
    channel_expiry: timeText(Math.floor(channel.expiresAt / 1_000)),
    resource_uri: `https://www.zohoapis.com/crm/v8/${module}`,
    resource_id: '5725767000000002175',
    resource_name: module,
    channel_id: channel.id,
    notification_condition: [],
  };
}

function renderChannel(channel: Channel) {
  const [event = ''] = channel.events;
  return {
    ...renderEvent(channel, event),
    notify_url: channel.notifyUrl,
    events: channel.events,
    token: channel.token,
    fields: null,
    notify_on_related_action: false,
    return_affected_field_values: false,
  };
}
