import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import { api, bodyOf, type Preset } from '../api/client.ts';
import { connectionsQuery, presetsQuery } from '../api/queries.ts';
import { type ConfigDocument, renamedConnections } from '../format/edit-config.ts';
import { TextField } from '../parts/connection/text-field.tsx';
import { Page, Section } from '../parts/page.tsx';
import { useRefusal } from '../parts/session.ts';
import { ConfigEditor } from '../parts/sync-config/editor.tsx';
import { Trouble, Waiting } from '../parts/trouble.tsx';

const EMPTY: Preset = {
  name: 'empty',
  title: 'Nothing yet',
  connections: [],
  two_way_create: false,
  settings: { kinds: {} },
};

/** Making a sync config: from which preset, of which connections, with what field map; tried out before it is saved. */
export function NewSyncConfigPage() {
  const { data, error, refetch } = useQuery(presetsQuery);
  const [search, setSearch] = useSearchParams();
  const wanted = search.get('preset');
  const preset = wanted === EMPTY.name ? EMPTY : data?.items.find(({ name }) => name === wanted);
  if (data === undefined)
    return (
      <Page title="Add a sync config">
        {error ? <Trouble error={error} again={() => void refetch()} /> : <Waiting />}
      </Page>
    );
  if (preset)
    return (
      <Page
        title={preset === EMPTY ? 'A new sync config' : `From ${preset.name}`}
        tools={<Link href="/sync-configs/new">Another preset</Link>}
      >
        <p className="dim">{preset !== EMPTY && preset.title}</p>
        <FromPreset key={preset.name} preset={preset} />
      </Page>
    );
  return (
    <Page title="Add a sync config" note="What shall it start from?">
      <ul className="plain-list vendors-wide">
        {[...data.items, EMPTY].map(({ name, title }) => (
          <li key={name}>
            <button type="button" className="vendor" onClick={() => setSearch({ preset: name })}>
              <strong>{name}</strong>
              <span className="dim">{title}</span>
            </button>
          </li>
        ))}
      </ul>
    </Page>
  );
}

function FromPreset({ preset }: { readonly preset: Preset }) {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const refusal = useRefusal('admin', 'config:write');
  const { data: connections } = useQuery(connectionsQuery);
  const [name, setName] = useState(preset === EMPTY ? '' : preset.name);
  const [named, setNamed] = useState<Record<string, string>>({});
  const [edited, setEdited] = useState<ConfigDocument | null>(null);
  const [twins, setTwins] = useState(preset.two_way_create);
  const there = connections?.items ?? [];
  const callOf = (wanted: string): string =>
    named[wanted] ?? (there.some((each) => each.name === wanted) ? wanted : '');
  const missing = preset.connections.filter((wanted) => callOf(wanted) === '');
  const names = Object.fromEntries(preset.connections.map((wanted) => [wanted, callOf(wanted) || wanted]));
  const settings = edited ?? (renamedConnections(preset.settings, names) as ConfigDocument);
  const save = useMutation({
    mutationFn: () =>
      bodyOf(
        'POST /api/v1/sync/configs',
        api.POST('/api/v1/sync/configs', { body: { name, settings, two_way_create: twins } }),
      ),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['sync-configs'] });
      navigate(`/sync-configs/${id}`);
    },
  });
  const mayNot =
    refusal ??
    (name.trim() === ''
      ? 'Give it a name first.'
      : missing.length > 0
        ? `Say first which connection ${missing[0]} is.`
        : null);
  return (
    <>
      <div className="form">
        <TextField label="Name" value={name} onChange={setName} help="What it is called in the audit and in a file." />
        {preset.connections.map((wanted) => (
          <div className="field" key={wanted}>
            <label htmlFor={`as-${wanted}`}>{wanted} is</label>
            <div>
              <select
                id={`as-${wanted}`}
                value={callOf(wanted)}
                aria-disabled={edited !== null}
                onChange={(event) => {
                  if (edited === null) setNamed({ ...named, [wanted]: event.target.value });
                }}
              >
                <option value="">choose a connection</option>
                {there.map((each) => (
                  <option key={each.id} value={each.name}>
                    {each.name} ({each.connector})
                  </option>
                ))}
              </select>
              {callOf(wanted) === '' && (
                <p className="dim small">
                  None of yours is called so. <Link href="/connections/new">Add one</Link>
                </p>
              )}
            </div>
          </div>
        ))}
      </div>
      {missing.length === 0 && (
        <Section
          title="Kinds and fields"
          note="where twins belong (createIn) and what differs in your accounts stands in the text below"
        >
          <ConfigEditor
            id={null}
            settings={settings}
            twins={twins}
            onChange={(next, isWanted) => {
              setEdited(next);
              setTwins(isWanted);
            }}
            refusal={mayNot}
            save={{ text: 'Put it into force', error: save.error, busy: save.isPending, run: () => save.mutate() }}
            onLeave={null}
          />
        </Section>
      )}
    </>
  );
}
