import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, bodyOf, type Connection, type Connector, type Credential } from '../../api/client.ts';
import { credentialsQuery } from '../../api/queries.ts';
import { Act } from '../act.tsx';
import { useRefusal } from '../session.ts';
import { State } from '../state.tsx';
import { Trouble, Waiting } from '../trouble.tsx';
import { When } from '../when.tsx';
import { SecretFields } from './secret-fields.tsx';

interface CredentialsProps {
  readonly connection: Connection;
  readonly connector: Connector | undefined;
}

/** Which secrets a connection has, and entering them anew; what they are is never shown. */
export function Credentials({ connection, connector }: CredentialsProps) {
  const mayRead = useRefusal('operator', 'credentials:read');
  const { data, error } = useQuery({ ...credentialsQuery(connection.id), enabled: mayRead === null });
  if (mayRead !== null) return <p className="dim">{mayRead}</p>;
  if (data === undefined) return error ? <Trouble error={error} /> : <Waiting />;
  return (
    <>
      <ul className="plain-list">
        {data.items.map((credential) => (
          <li key={credential.name} className="spread">
            <span>{credential.title}</span>
            <Where credential={credential} />
          </li>
        ))}
      </ul>
      <EnterAnew connection={connection} credentials={data.items} />
      {connector && connector.oauth.length > 0 && <Authorise connection={connection} connector={connector} />}
    </>
  );
}

function Where({ credential: { source, reference, updatedAt, required } }: { readonly credential: Credential }) {
  if (source === 'reference') return <code className="dim">{reference}</code>;
  if (source === 'absent') return required ? <State is="failed">is missing</State> : <span className="dim">none</span>;
  return (
    <span className="dim">
      in the vault, entered <When at={updatedAt} />
    </span>
  );
}

function EnterAnew({
  connection: { id },
  credentials,
}: {
  readonly connection: Connection;
  readonly credentials: readonly Credential[];
}) {
  const client = useQueryClient();
  const refusal = useRefusal('admin', 'credentials:write');
  const [isOpen, setOpen] = useState(false);
  const [values, setValues] = useState<Record<string, string>>({});
  const entered = Object.entries(values);
  const save = useMutation({
    mutationFn: async () => {
      for (const [name, value] of entered)
        await bodyOf(
          `PUT /api/v1/connections/${id}/credentials/${name}`,
          api.PUT('/api/v1/connections/{id}/credentials/{name}', { params: { path: { id, name } }, body: { value } }),
        );
      return bodyOf(
        `POST /api/v1/connections/${id}/test`,
        api.POST('/api/v1/connections/{id}/test', { params: { path: { id } } }),
      );
    },
    onSuccess: () => {
      setValues({});
      setOpen(false);
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['connections'] }),
  });
  if (!isOpen)
    return (
      <p className="form-row">
        <Act refusal={refusal} onClick={() => setOpen(true)}>
          Enter secrets anew
        </Act>
        {save.data && (
          <span role="status">
            {save.data.outcome === 'ok' ? (
              <State is="ok">the vendor takes them, as {save.data.account}</State>
            ) : (
              <State is="failed">{save.data.message}</State>
            )}
          </span>
        )}
      </p>
    );
  return (
    <div className="form">
      <SecretFields
        secrets={credentials.map((each) => ({ ...each, required: false }))}
        values={values}
        onChange={setValues}
        problems={[]}
      />
      {save.error && <Trouble error={save.error} />}
      <div className="form-row">
        <Act
          kind="main"
          busy={save.isPending}
          refusal={entered.length === 0 ? 'Nothing was entered; what is left empty stays as it is.' : null}
          onClick={() => save.mutate()}
        >
          Seal and test
        </Act>
        <Act onClick={() => setOpen(false)}>Leave it</Act>
        <span className="dim small">What is left empty stays as it is.</span>
      </div>
    </div>
  );
}

function Authorise({
  connection: { id },
  connector,
}: {
  readonly connection: Connection;
  readonly connector: Connector;
}) {
  const client = useQueryClient();
  const refusal = useRefusal('admin', 'credentials:write');
  /** The vendor's page was gone to: its address works once. */
  const [isUsed, setUsed] = useState(false);
  const begin = useMutation({
    onSuccess: () => setUsed(false),
    mutationFn: () =>
      bodyOf(
        `POST /api/v1/connections/${id}/oauth/authorize`,
        api.POST('/api/v1/connections/{id}/oauth/authorize', { params: { path: { id } } }),
      ),
  });
  const own = useMutation({
    mutationFn: () =>
      bodyOf(
        `POST /api/v1/connections/${id}/oauth/client-credentials`,
        api.POST('/api/v1/connections/{id}/oauth/client-credentials', { params: { path: { id } } }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ['connections'] }),
  });
  const error = begin.error ?? own.error;
  // The link stands until it has led there.
  const use = (): void => void setTimeout(() => setUsed(true));
  return (
    <div className="authorise">
      <div className="form-row">
        {connector.oauth.includes('authorization_code') && (
          <Act refusal={refusal} busy={begin.isPending} onClick={() => begin.mutate()}>
            Authorise in the browser
          </Act>
        )}
        {connector.oauth.includes('client_credentials') && (
          <Act refusal={refusal} busy={own.isPending} onClick={() => own.mutate()}>
            Authorise as the application
          </Act>
        )}
        {own.data && <State is="ok">authorised; the token is renewed by itself</State>}
      </div>
      {begin.data && isUsed && (
        <p role="status" className="dim">
          {connector.title}'s page was opened. Its address works once: authorise in the browser again for a new one.
        </p>
      )}
      {begin.data && !isUsed && (
        <p role="status">
          <a
            href={begin.data.authorizationUrl}
            target="_blank"
            rel="noopener noreferrer"
            onClick={use}
            onAuxClick={use}
          >
            Go on at {connector.title}'s page
          </a>{' '}
          <span className="dim">
            within ten minutes, by <When at={begin.data.expiresAt} />. The app must have{' '}
            <code>{begin.data.redirectUri}</code> registered as its redirect address.
          </span>
        </p>
      )}
      {error && <Trouble error={error} />}
    </div>
  );
}
