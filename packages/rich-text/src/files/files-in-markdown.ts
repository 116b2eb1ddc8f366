import { codeRanges } from '../mentions.ts';
import { addressInHub, type FileTexts, fileOfAddress, filesIn, type KnownFile, mayNameFiles } from './known-file.ts';

/** Where links and pictures lead, as it stands in the source: in Markdown, and in the HTML that editors write into it. */
const destinations = /(\]\(\s*<?|\b(?:src|href)\s*=\s*["']?|^ {0,3}\[[^\]\n]+\]:[ \t]*<?)([^\s<>()"']+)/gim;

/** Files in texts that are Markdown at the remote, too: their addresses are exchanged, and not a sign beside them. */
export function filesInMarkdown(files: readonly KnownFile[]): FileTexts {
  const byAddress = new Map(
    files.flatMap(({ id, here, elsewhere }) => [...elsewhere, ...here].map((address) => [address, id])),
  );
  const byId = new Map(files.map((file) => [file.id, file]));
  const named = (text: string): string =>
    exchanged(text, (address) => {
      const id = byAddress.get(address);
      return id === undefined ? null : addressInHub(id);
    });
  return {
    toHub: named,
    toRemote(text, seen) {
      if (filesIn(text).length === 0) return text;
      const shown = ownForms(seen, byAddress, byId);
      return exchanged(text, (address) => {
        const id = fileOfAddress(address);
        const file = id === null ? undefined : byId.get(id);
        if (!file) return null;
        return shown.get(file.id)?.shift() ?? file.here.find(isAddress) ?? file.elsewhere[0] ?? null;
      });
    },
  };
}

/** By file, what the remote calls it in its text, in the order of the text. Another remote's address is none of those. */
function ownForms(
  seen: string | null,
  byAddress: ReadonlyMap<string, string>,
  byId: ReadonlyMap<string, KnownFile>,
): ReadonlyMap<string, string[]> {
  const shown = new Map<string, string[]>();
  if (seen === null) return shown;
  exchanged(seen, (address) => {
    const id = byAddress.get(address);
    if (id !== undefined && byId.get(id)!.here.includes(address)) shown.set(id, [...(shown.get(id) ?? []), address]);
    return null;
  });
  return shown;
}

function isAddress(address: string): boolean {
  return !address.startsWith('media:');
}

function exchanged(markdown: string, addressFor: (address: string) => string | null): string {
  if (!mayNameFiles(markdown) || markdown.search(destinations) < 0) return markdown;
  const code = codeRanges(markdown);
  return markdown.replace(destinations, (whole, before: string, address: string, offset: number) => {
    if (code.some(([start, end]) => start <= offset && offset < end)) return whole;
    const given = addressFor(address);
    return given === null ? whole : before + given;
  });
}
