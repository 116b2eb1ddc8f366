import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { Process, ProcessTree } from '../api/client.ts';
import { processQuery } from '../api/queries.ts';
import { count, words } from '../format/format.ts';
import { Section } from './page.tsx';
import { ProcessBar, paceText, progressText } from './process-line.tsx';
import { State } from './state.tsx';

/** The whole run and its streams, with how far each is and what it changed; of a stream the run that it is of. */
export function ProcessTreeTable({ process }: { readonly process: ProcessTree }) {
  const { data: parent } = useQuery({ ...processQuery(process.parentId ?? ''), enabled: process.parentId !== null });
  const tree = process.parentId === null ? process : parent;
  if (tree === undefined || tree.children.length === 0) return null;
  return (
    <Section title="Streams" note={String(tree.children.length)}>
      <div role="table" aria-label="Streams" className="stream-table">
        {process.parentId !== null && <Line process={tree} name={`the whole ${tree.kind}`} />}
        {tree.children.map((child) => (
          <Line
            key={child.id}
            process={child}
            name={words(child.stream ?? child.kind)}
            isHere={child.id === process.id}
          />
        ))}
      </div>
    </Section>
  );
}

interface LineProps {
  readonly process: Process;
  readonly name: string;
  readonly isHere?: boolean;
}

function Line({ process, name, isHere = false }: LineProps) {
  const { counters } = process;
  const isChild = process.parentId !== null;
  return (
    <div role="row" className="stream-row five" data-child={isChild}>
      <span role="cell">
        <Link href={`/processes/${process.id}`} aria-current={isHere ? 'page' : undefined}>
          {name}
        </Link>
      </span>
      <span role="cell">
        <State is={process.treeState} />
      </span>
      <span role="cell" className="bar-cell">
        <ProcessBar process={process} />
        <span className="dim">{progressText(process)}</span>
      </span>
      <span role="cell">
        <Changed process={process} />
        {counters.recordsFailed > 0 && <span className="bad"> {count(counters.recordsFailed)} failed</span>}
      </span>
      <span role="cell" className={process.error === null ? 'dim' : 'bad'}>
        {process.error ?? paceText(process)}
      </span>
    </div>
  );
}

/** What it created and updated, leading to what it is about. */
function Changed({ process: { counters, connectionId, stream } }: { readonly process: Process }) {
  const parts = [
    [counters.recordsCreated, 'created'],
    [counters.recordsUpdated, 'updated'],
  ] as const;
  const text = parts
    .filter(([value]) => value > 0)
    .map(([value, verb]) => `${count(value)} ${verb}`)
    .join(', ');
  if (text === '') return <span className="dim">nothing changed</span>;
  if (stream === null) return text;
  return <Link href={`/entities?connection=${connectionId}&stream=${encodeURIComponent(stream)}`}>{text}</Link>;
}
