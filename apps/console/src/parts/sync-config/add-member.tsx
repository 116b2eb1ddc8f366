import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, bodyOf, type Connection } from '../../api/client.ts';
import type { MemberDocument } from '../../format/edit-config.ts';
import { Act } from '../act.tsx';

interface AddMemberProps {
  readonly kind: string;
  readonly taken: readonly string[];
  readonly connections: readonly Connection[];
  readonly onAdd: (member: MemberDocument) => void;
}

/** Another side of a kind: a connection, and one of the streams that it has. */
export function AddMember({ kind, taken, connections, onAdd }: AddMemberProps) {
  const [name, setName] = useState('');
  const [stream, setStream] = useState('');
  const id = connections.find((each) => each.name === name)?.id;
  const { data: streams } = useQuery({
    queryKey: ['choices', id, 'streams'],
    enabled: id !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () =>
      bodyOf(
        `GET /api/v1/connections/${id}/choices/streams`,
        api.GET('/api/v1/connections/{id}/choices/{setting}', {
          params: { path: { id: id ?? 0, setting: 'streams' } },
        }),
      ),
  });
  const offered = (streams?.items ?? []).toSorted(
    (one, other) => Number(other.detail === kind) - Number(one.detail === kind),
  );
  const side = `${name}/${stream}`;
  return (
    <>
      <label className="pick">
        <span>Another side</span>
        <select
          value={name}
          onChange={(event) => {
            setName(event.target.value);
            setStream('');
          }}
        >
          <option value="">connection</option>
          {connections.map((each) => (
            <option key={each.id} value={each.name}>
              {each.name}
            </option>
          ))}
        </select>
      </label>
      <select aria-label="Stream of the side" value={stream} onChange={(event) => setStream(event.target.value)}>
        <option value="">stream</option>
        {offered.map(({ value, detail }) => (
          <option key={value} value={value}>
            {value}
            {detail === kind ? '' : ` (${detail ?? ''})`}
          </option>
        ))}
      </select>
      <Act
        refusal={
          name === '' || stream === ''
            ? 'Choose a connection and one of its streams first.'
            : taken.includes(side)
              ? `${side} takes part already.`
              : null
        }
        onClick={() => {
          onAdd({ connection: name, stream, fields: {} });
          setStream('');
        }}
      >
        Add side
      </Act>
    </>
  );
}
