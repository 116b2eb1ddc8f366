import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, bodyOf, type Connection, type Connector } from '../../api/client.ts';
import { fieldProblems } from '../../api/problem.ts';
import { connectionEditQuery } from '../../api/queries.ts';
import { valueText } from '../../format/format.ts';
import { settingTitle } from '../../format/json-schema.ts';
import { Act } from '../act.tsx';
import { useRefusal } from '../session.ts';
import { Trouble, Waiting } from '../trouble.tsx';
import type { AskChoices } from './choose.tsx';
import { SettingsForm } from './settings-form.tsx';
import { TextField } from './text-field.tsx';

interface EditSettingsProps {
  readonly connection: Connection;
  readonly connector: Connector | undefined;
}

/** What a connection is told, and changing it on the version that was read. */
export function EditSettings({ connection, connector }: EditSettingsProps) {
  const refusal = useRefusal('admin', 'connections:write');
  const [isOpen, setOpen] = useState(false);
  if (isOpen && connector) return <Editor id={connection.id} connector={connector} onEnd={() => setOpen(false)} />;
  const told = Object.entries(connection.settings);
  return (
    <>
      <dl className="told">
        <div>
          <dt>Address</dt>
          <dd>
            <code>{connection.baseUrl}</code>
          </dd>
        </div>
        {told.map(([name, value]) => (
          <div key={name}>
            <dt>{settingTitle(name)}</dt>
            <dd>
              {typeof value === 'object' && !Array.isArray(value) ? (
                <code>{JSON.stringify(value)}</code>
              ) : (
                valueText(value)
              )}
            </dd>
          </div>
        ))}
      </dl>
      <p className="form-row">
        <Act
          refusal={connector === undefined ? 'This version has no connector of that name.' : refusal}
          onClick={() => setOpen(true)}
        >
          Edit
        </Act>
        {connection.managedBy === 'file' && (
          <span className="dim small">
            A file sets it up. What is changed here is drift: the next <code>config apply</code> asks who is right.
          </span>
        )}
      </p>
    </>
  );
}

interface EditorProps {
  readonly id: number;
  readonly connector: Connector;
  readonly onEnd: () => void;
}

function Editor({ id, connector, onEnd }: EditorProps) {
  const { data, error } = useQuery(connectionEditQuery(id));
  if (data === undefined) return error ? <Trouble error={error} /> : <Waiting />;
  return <Form key={data.etag} id={id} connector={connector} onEnd={onEnd} standing={data.body} etag={data.etag} />;
}

function Form({
  id,
  connector,
  onEnd,
  standing,
  etag,
}: EditorProps & { readonly standing: Connection; readonly etag: string }) {
  const client = useQueryClient();
  const [baseUrl, setBaseUrl] = useState(standing.baseUrl);
  const [settings, setSettings] = useState<Record<string, unknown>>(standing.settings);
  const save = useMutation({
    mutationFn: () =>
      bodyOf(
        `PATCH /api/v1/connections/${id}`,
        api.PATCH('/api/v1/connections/{id}', {
          params: { path: { id }, header: { 'if-match': etag } },
          body: { ...(baseUrl === standing.baseUrl ? {} : { baseUrl }), settings },
        }),
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['connections'] });
      onEnd();
    },
  });
  const ask = (setting: string): AskChoices => ({
    key: [id, setting],
    read: (cursor) =>
      bodyOf(
        `GET /api/v1/connections/${id}/choices/${setting}`,
        api.GET('/api/v1/connections/{id}/choices/{setting}', {
          params: { path: { id, setting }, query: cursor === undefined ? {} : { cursor } },
        }),
      ),
  });
  const problems = fieldProblems(save.error);
  return (
    <div className="form">
      <TextField
        label="Address"
        value={baseUrl}
        onChange={setBaseUrl}
        help={`${connector.address}.`}
        problem={problems.find(({ field }) => field === 'baseUrl')?.message ?? null}
      />
      <SettingsForm connector={connector} settings={settings} onChange={setSettings} problems={problems} ask={ask} />
      {save.error && problems.length === 0 && (
        <Trouble
          error={save.error}
          again={() => void client.invalidateQueries({ queryKey: ['connections', 'edit', id] })}
        />
      )}
      <div className="form-row">
        <Act kind="main" busy={save.isPending} onClick={() => save.mutate()}>
          Save
        </Act>
        <Act onClick={onEnd}>Leave it</Act>
      </div>
    </div>
  );
}
