import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { importProfilesQuery, importQuery } from '../api/import-queries.ts';
import { upload } from '../api/upload.ts';
import { bytes, percent } from '../format/format.ts';
import { Act } from '../parts/act.tsx';
import { Bar } from '../parts/bar.tsx';
import { LayoutWords } from '../parts/import/layout-words.tsx';
import { ProfileList } from '../parts/import/profile-list.tsx';
import { Page, Section } from '../parts/page.tsx';
import { useRefusal } from '../parts/session.ts';
import { Trouble } from '../parts/trouble.tsx';

const MAX_BYTES = 1024 ** 3;
const accepted = '.csv,.tsv,.tab,.txt,.json,.ndjson,.jsonl,.xlsx';

/** Bringing a file: dropped or chosen, sent as it is, looked at. Nothing is applied. */
export function NewImportPage() {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const refusal = useRefusal('operator', 'entities:write');
  const [words, setWords] = useState<Readonly<Record<string, string>>>({});
  const [share, setShare] = useState(0);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);
  const send = useMutation({
    mutationFn: (file: File) => {
      stop.current = new AbortController();
      setShare(0);
      return upload({ file, words, signal: stop.current.signal, onProgress: setShare });
    },
    onSuccess: (brought) => {
      client.setQueryData(importQuery(brought.id).queryKey, brought);
      void client.invalidateQueries({ queryKey: ['imports', 'list'] });
      navigate(`/imports/${brought.id}`);
    },
  });
  const file = send.variables;
  const wasStopped = send.error instanceof DOMException && send.error.name === 'AbortError';
  return (
    <Page title="Bring a file" note="it is kept as it is, and a meaning is proposed; nothing is applied yet">
      {send.isPending && file ? (
        <div className="big-bar" role="group" aria-label={`Sending ${file.name}`}>
          <Bar share={share} label={`Sending ${file.name}`} />
          <div className="spread">
            <span role="status">
              {share < 1
                ? `${bytes(share * file.size)} of ${bytes(file.size)}, ${percent(share)}`
                : 'All is sent; looking at it…'}
            </span>
            <Act onClick={() => stop.current?.abort()}>Stop</Act>
          </div>
        </div>
      ) : (
        <Drop refusal={refusal} onFile={(chosen) => send.mutate(chosen)} />
      )}
      {wasStopped ? (
        <p role="status">Stopped; nothing of it was kept.</p>
      ) : (
        send.error && <Trouble error={send.error} />
      )}
      <details className="more">
        <summary>
          How it is laid out <span className="dim">where that is found out wrongly</span>
        </summary>
        <LayoutWords words={words} sheets={[]} onChange={setWords} />
      </details>
      <Profiles />
    </Page>
  );
}

function Drop({ refusal, onFile }: { readonly refusal: string | null; readonly onFile: (file: File) => void }) {
  const [isOver, setIsOver] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const take = (files: FileList | null): void => {
    const [file, another] = files ?? [];
    if (!file || refusal !== null) return;
    const wrong = another
      ? 'One file at a time. A folder of them is brought by “syncline import file FOLDER”.'
      : file.size > MAX_BYTES
        ? `${file.name} has ${bytes(file.size)}: more than 1 GiB. Cut it into several.`
        : file.size === 0
          ? `${file.name} is empty.`
          : null;
    setProblem(wrong);
    if (wrong === null) onFile(file);
  };
  return (
    <div
      className="drop"
      data-over={isOver}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setIsOver(false);
        take(event.dataTransfer.files);
      }}
    >
      <label>
        <span>Drop a file here, or choose one</span>
        <input
          type="file"
          accept={accepted}
          disabled={refusal !== null}
          aria-describedby="file-help"
          onChange={(event) => take(event.target.files)}
        />
      </label>
      <p id="file-help" className="dim small">
        {refusal ?? 'CSV, TSV, JSON, NDJSON or XLSX, of up to 1 GiB. It is sent from the disk piece by piece.'}
      </p>
      {problem !== null && (
        <p className="bad" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

function Profiles() {
  const refusal = useRefusal('operator', 'entities:read');
  const { data } = useQuery({ ...importProfilesQuery, enabled: refusal === null });
  if (!data || data.items.length === 0) return null;
  return (
    <Section title="Profiles" note="a file whose columns are called the same takes its meaning from one of them">
      <ProfileList profiles={data.items} />
    </Section>
  );
}
