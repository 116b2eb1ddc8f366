import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, bodyOf, type SyncConfig } from '../api/client.ts';
import { syncConfigQuery } from '../api/queries.ts';
import { kindsOf, type MemberMap } from '../format/field-map.ts';
import { duration, words } from '../format/format.ts';
import { Act } from '../parts/act.tsx';
import { Facts, Page, Section } from '../parts/page.tsx';
import { useRefusal } from '../parts/session.ts';
import { State } from '../parts/state.tsx';
import { EditExisting } from '../parts/sync-config/edit-existing.tsx';
import { FileAndApi } from '../parts/sync-config/file-and-api.tsx';
import { Empty, Trouble, Waiting } from '../parts/trouble.tsx';
import { When } from '../parts/when.tsx';

/** One sync config as a table: a row a field, a column a side, and the policy that decides. */
export function SyncConfigPage({ id }: { readonly id: number }) {
  const { data: config, error, refetch } = useQuery(syncConfigQuery(id));
  const [isEdited, setEdited] = useState(false);
  const mayEdit = useRefusal('admin', 'config:write');
  if (config === undefined)
    return (
      <Page title="Sync config">{error ? <Trouble error={error} again={() => void refetch()} /> : <Waiting />}</Page>
    );
  return (
    <Page
      title={config.name}
      note={<State is={config.enabled ? 'on time' : 'paused'}>{config.enabled ? 'in force' : 'off'}</State>}
      tools={
        !isEdited && (
          <>
            <Act refusal={mayEdit} onClick={() => setEdited(true)}>
              Edit
            </Act>
            <Switch config={config} />
          </>
        )
      }
    >
      <Facts
        facts={[
          ['Joins', config.platform],
          ['Configured by', config.managed_by === 'file' ? 'a file' : 'the API'],
          ['Version', String(config.version)],
          ['Polled every', duration(config.sync_interval * 1_000)],
          ['Twins', config.two_way_create ? 'are made where there are none' : 'are not made'],
          ['Last sync', <When key="l" at={config.last_sync_at} never="never" />],
          ['Changed', <When key="c" at={config.updated_at} />],
        ]}
      />
      {config.managed_by === 'file' && (
        <Section title="The file, and what was changed here">
          <FileAndApi name={config.name} />
        </Section>
      )}
      {isEdited ? <EditExisting standing={config} onEnd={() => setEdited(false)} /> : <Tables config={config} />}
    </Page>
  );
}

/** A row a field, a column a side, and the policy that decides. */
function Tables({ config }: { readonly config: SyncConfig }) {
  const kinds = kindsOf(config.settings);
  return (
    <>
      {kinds.length === 0 && <Empty title="It names no kinds, so it keeps nothing in step." />}
      {kinds.map(({ kind, fields, members, policies }) => (
        <Section key={kind} title={words(kind)} note={`${members.length} sides, ${fields.length} fields`}>
          <div className="scroll-x" tabIndex={0} role="region" aria-label={`Fields of ${words(kind)}`}>
            <table className="field-map">
              <thead>
                <tr>
                  <th scope="col">Field</th>
                  {members.map((member) => (
                    <th scope="col" key={member.name}>
                      {member.name}
                    </th>
                  ))}
                  <th scope="col">Policy</th>
                </tr>
              </thead>
              <tbody>
                {fields.map((field) => (
                  <tr key={field}>
                    <th scope="row">{words(field)}</th>
                    {members.map((member) => (
                      <td key={member.name}>
                        <Rule member={member} field={field} />
                      </td>
                    ))}
                    <td>{policies[field] ?? <span className="dim">default</span>}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </Section>
      ))}
      <Section title="As a file would have it">
        <pre tabIndex={0}>{JSON.stringify(config.settings, null, 2)}</pre>
      </Section>
    </>
  );
}

function Rule({ member, field }: { readonly member: MemberMap; readonly field: string }) {
  const rule = member.fields[field];
  if (!rule) return <span className="dim">not kept</span>;
  if (rule.values.length === 0) return <code>{rule.remote}</code>;
  return (
    <details>
      <summary>
        <code>{rule.remote}</code> <span className="dim small">{rule.values.length} values</span>
      </summary>
      <ul className="plain-list small">
        {rule.values.map(([ours, theirs]) => (
          <li key={`${ours} ${theirs}`}>
            {ours} <span className="dim">↔</span> {theirs}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Switch({ config }: { readonly config: SyncConfig }) {
  const client = useQueryClient();
  const refusal = useRefusal('admin', 'config:write');
  const turn = useMutation({
    mutationFn: () =>
      bodyOf(
        `PATCH /api/v1/sync/configs/${config.id}`,
        api.PATCH('/api/v1/sync/configs/{id}', {
          params: { path: { id: config.id }, header: { 'if-match': `"${config.version}"` } },
          body: { enabled: !config.enabled, why: `turned ${config.enabled ? 'off' : 'on'} in the console` },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ['sync-configs'] }),
  });
  return (
    <>
      <Act refusal={refusal} busy={turn.isPending} onClick={() => turn.mutate()}>
        {config.enabled ? 'Turn off' : 'Turn on'}
      </Act>
      {turn.error && <Trouble error={turn.error} />}
    </>
  );
}
