import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import { api, bodyOf, type Connector } from '../api/client.ts';
import { fieldProblems } from '../api/problem.ts';
import { connectionsQuery, connectorsQuery } from '../api/queries.ts';
import { Act } from '../parts/act.tsx';
import { CheckResult } from '../parts/connection/check-result.tsx';
import type { AskChoices } from '../parts/connection/choose.tsx';
import { SecretFields } from '../parts/connection/secret-fields.tsx';
import { SettingsForm } from '../parts/connection/settings-form.tsx';
import { TextField } from '../parts/connection/text-field.tsx';
import { VendorList } from '../parts/connection/vendor-list.tsx';
import { Page, Section } from '../parts/page.tsx';
import { useRefusal } from '../parts/session.ts';
import { Trouble, Waiting } from '../parts/trouble.tsx';

/** Making a connection: which vendor, where and as whom, what takes part; tried out before it is saved. */
export function NewConnectionPage() {
  const { data, error, refetch } = useQuery(connectorsQuery);
  const [search, setSearch] = useSearchParams();
  const refusal = useRefusal('admin', 'connections:write');
  const connector = data?.items.find(({ id }) => id === search.get('vendor'));
  if (data === undefined)
    return (
      <Page title="Add a connection">
        {error ? <Trouble error={error} again={() => void refetch()} /> : <Waiting />}
      </Page>
    );
  return (
    <Page
      title={connector ? `Connect ${connector.title}` : 'Add a connection'}
      note={connector ? connector.line : 'Which vendor?'}
      tools={connector && <Link href="/connections/new">Another vendor</Link>}
    >
      {refusal !== null && <p className="bad">{refusal}</p>}
      {connector ? (
        <ConnectionForm key={connector.id} connector={connector} refusal={refusal} />
      ) : (
        <VendorList connectors={data.items} onPick={({ id }) => setSearch({ vendor: id })} />
      )}
    </Page>
  );
}

function ConnectionForm({ connector, refusal }: { readonly connector: Connector; readonly refusal: string | null }) {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const { data: others } = useQuery(connectionsQuery);
  const [typedName, setName] = useState<string | null>(null);
  const [baseUrl, setBaseUrl] = useState(connector.baseUrl ?? '');
  const [secrets, setSecrets] = useState<Record<string, string>>({});
  const [settings, setSettings] = useState<Record<string, unknown>>({});
  const name = typedName ?? freeName(connector.id, others?.items.map((each) => each.name) ?? []);
  const body = { baseUrl, settings, secrets };
  const what = JSON.stringify(body);

  const test = useMutation({
    mutationFn: async () => {
      const check = await bodyOf(
        `POST /api/v1/connectors/${connector.id}/test`,
        api.POST('/api/v1/connectors/{connector}/test', { params: { path: { connector: connector.id } }, body }),
      );
      return { check, what };
    },
  });
  const save = useMutation({
    mutationFn: () =>
      bodyOf(
        'POST /api/v1/connections',
        api.POST('/api/v1/connections', { body: { ...body, name, connector: connector.id } }),
      ),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['connections'] });
      navigate(`/connections/${id}`);
    },
  });
  const ask = (setting: string): AskChoices => ({
    key: [connector.id, setting, what],
    read: (cursor) =>
      bodyOf(
        `POST /api/v1/connectors/${connector.id}/choices/${setting}`,
        api.POST('/api/v1/connectors/{connector}/choices/{setting}', {
          params: { path: { connector: connector.id, setting }, query: cursor === undefined ? {} : { cursor } },
          body,
        }),
      ),
  });
  const problems = [...fieldProblems(save.error), ...fieldProblems(test.error)];
  const tested = test.data?.what === what ? test.data.check : null;
  const isGood = tested?.outcome === 'ok';
  const byPerson = connector.oauth.includes('authorization_code');
  const problemOf = (field: string): string | null => problems.find((each) => each.field === field)?.message ?? null;
  return (
    <div className="form">
      <Section title="Where and as whom">
        <TextField
          label="Name"
          value={name}
          onChange={setName}
          help="What it is called here, in sync configs and in the audit."
          problem={problemOf('name')}
        />
        <TextField
          label="Address"
          value={baseUrl}
          onChange={setBaseUrl}
          help={`${connector.address.charAt(0).toUpperCase()}${connector.address.slice(1)}.`}
          problem={problemOf('baseUrl')}
        />
        <SecretFields secrets={connector.secrets} values={secrets} onChange={setSecrets} problems={problems} />
        {byPerson && (
          <p className="dim small aside">
            To authorise it at {connector.title}'s own page instead, enter the client id and secret of your OAuth app,
            save it, and go on from its page. It can be tested after that.
          </p>
        )}
      </Section>
      <Section title="What takes part">
        <SettingsForm
          connector={connector}
          settings={settings}
          onChange={setSettings}
          problems={problems}
          ask={refusal === null ? ask : null}
        />
      </Section>
      <Section title="Test and save">
        {test.error && !fieldProblems(test.error).length && <Trouble error={test.error} />}
        {save.error && !fieldProblems(save.error).length && <Trouble error={save.error} />}
        {problems.length > 0 && (
          <p className="bad" role="alert">
            {problems.length === 1 ? 'One thing is not right yet' : `${problems.length} things are not right yet`}: it
            stands at each of them.
          </p>
        )}
        {tested && <CheckResult check={tested} />}
        <div className="form-row">
          <Act kind={isGood ? 'plain' : 'main'} refusal={refusal} busy={test.isPending} onClick={() => test.mutate()}>
            {test.isPending ? 'Asking the vendor…' : 'Test'}
          </Act>
          <Act kind={isGood ? 'main' : 'plain'} refusal={refusal} busy={save.isPending} onClick={() => save.mutate()}>
            {isGood ? 'Save' : 'Save without a good test'}
          </Act>
        </div>
        <p className="dim small">
          Secrets are sealed in the vault and never shown again. Nothing is read until a sync config names the
          connection, or you start a run.
        </p>
      </Section>
    </div>
  );
}

function freeName(wanted: string, taken: readonly string[]): string {
  if (!taken.includes(wanted)) return wanted;
  for (let number = 2; ; number++) if (!taken.includes(`${wanted}-${number}`)) return `${wanted}-${number}`;
}
