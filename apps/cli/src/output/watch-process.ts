import { setTimeout as sleep } from 'node:timers/promises';
import { MultiBar, type SingleBar } from 'cli-progress';
import { type ProcessTreeDocument, processTreeDocument } from '../api/documents.ts';
import type { Shell } from '../shell.ts';
import { formatEta } from './duration.ts';

const POLL_MS = 500;
const finished = new Set(['completed', 'completed_with_errors', 'failed', 'cancelled']);

/** Shows live bars on stderr until a process has ended; returns it as it then is. Without a terminal only states are said. */
export async function watchProcess(
  shell: Shell,
  id: string,
  onUpdate: (process: ProcessTreeDocument) => void = () => {},
): Promise<ProcessTreeDocument> {
  const { stderr, signal } = shell.io;
  const board = stderr.isTTY === true ? createBoard(stderr) : null;
  let said = '';
  try {
    for (;;) {
      const process = await shell.client.get(`/api/v1/processes/${id}`, processTreeDocument);
      onUpdate(process);
      board?.show(process);
      if (!board && process.treeState !== said)
        shell.say(`${process.kind} of ${process.connectionName}: ${process.treeState.replaceAll('_', ' ')}`);
      said = process.treeState;
      if (finished.has(process.state)) return process;
      await sleep(POLL_MS, undefined, { signal });
    }
  } finally {
    board?.stop();
  }
}

interface Board {
  show(process: ProcessTreeDocument): void;
  stop(): void;
}

function createBoard(stream: Shell['io']['stderr']): Board {
  const bars = new Map<string, SingleBar>();
  const multi = new MultiBar({
    stream: stream as NodeJS.WriteStream,
    format: '{name} {bar} {share} {records}  {pace}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    clearOnComplete: false,
    autopadding: false,
    barsize: 24,
  });
  return {
    show: (process) => {
      for (const part of [process, ...process.children]) {
        const { progress } = part;
        const bar = bars.get(part.id) ?? multi.create(1, 0, {});
        bars.set(part.id, bar);
        bar.update(progress.share ?? 0, {
          name: (part === process ? process.kind : `  ${part.stream ?? part.kind}`).padEnd(18),
          share: progress.share === null ? '   ?  ' : `${Math.floor(progress.share * 100)} %`.padStart(6),
          records:
            progress.expected === null
              ? `${part.counters['recordsFetched'] ?? 0} records`
              : `${progress.done}/${progress.expected}`,
          pace: finished.has(part.state)
            ? part.state.replaceAll('_', ' ')
            : `${progress.rate === null ? '' : `${Math.round(progress.rate)}/s, `}left: ${formatEta(progress.etaMs)}`,
        });
      }
      multi.update();
    },
    stop: () => multi.stop(),
  };
}
