import { useQuery } from '@tanstack/react-query';
import { configurationQuery } from '../../api/queries.ts';
import { Trouble, Waiting } from '../trouble.tsx';
import { Value } from '../value.tsx';
import { When } from '../when.tsx';

/** What a file said of a sync config, and what was changed here since: what the next `config apply` will ask about. */
export function FileAndApi({ name }: { readonly name: string }) {
  const { data, error } = useQuery(configurationQuery);
  if (data === undefined) return error ? <Trouble error={error} /> : <Waiting />;
  const resource = data.resources.find((each) => each.kind === 'sync_config' && each.name === name);
  const changed = resource?.changed ?? [];
  const places = resource?.values.flatMap(({ origin }) => origin.place ?? []) ?? [];
  const file = places[0]?.replace(/:\d+$/, '');
  if (changed.length === 0)
    return (
      <p className="dim">
        As {file === undefined ? 'the file' : <code>{file}</code>} has it. What is changed here is drift: the next{' '}
        <code>config apply</code> refuses until somebody says who is right.
      </p>
    );
  return (
    <>
      <p>
        Changed here since {file === undefined ? 'the file' : <code>{file}</code>} was applied. The next{' '}
        <code>syncline config apply</code> refuses until it is said who is right: put it into the file, or{' '}
        <code>--take api</code> lets it stand, <code>--take file</code> takes it back.
      </p>
      <div className="scroll-x" tabIndex={0} role="region" aria-label="What the file says and what stands">
        <table className="field-map">
          <thead>
            <tr>
              <th scope="col">Value</th>
              <th scope="col">The file says</th>
              <th scope="col">What stands</th>
              <th scope="col">By</th>
            </tr>
          </thead>
          <tbody>
            {changed.map(({ path, file: said, stands, origin }) => (
              <tr key={path}>
                <th scope="row">
                  <code>{path}</code>
                </th>
                <td>
                  <Value value={said} />
                </td>
                <td>
                  <Value value={stands} />
                </td>
                <td>
                  {origin.by ?? 'the API'} <When at={origin.at} never="" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
