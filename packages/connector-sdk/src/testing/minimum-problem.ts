import type { Capability } from '../minimum.ts';
import type { ConformanceOptions } from './conformance-options.ts';
import { offers } from './offers.ts';

/** What is wrong with one capability of a connector, with what to write and where; null when nothing is. */
export function minimumProblem(options: ConformanceOptions, capability: Capability, page: string): string | null {
  const { connector, countedStream } = options;
  const { id, title, cannot } = connector;
  const { means, how, isOffered } = offers[capability];
  const place = `packages/connectors/${id}/src/cannot.ts`;
  const pageName = `docs/connectors/${id}.md`;
  const sentence = cannot[capability];
  if (isOffered(options))
    return sentence === undefined
      ? null
      : `${title} has ${capability} (${means}): take the sentence out of \`cannot\` (${place}) and of ${pageName}`;
  if (sentence === undefined)
    return `${title} has no ${capability} (${means}). Either ${how.replaceAll('the counted stream', `the counted stream (${countedStream})`)}; or, where the vendor can't, write one sentence that says what its users lose by it: as cannot.${capability} in ${place}, and word by word in ${pageName}`;
  if (!/^[A-Z].{30,}\.$/.test(sentence))
    return `cannot.${capability} in ${place} is no sentence: a capital letter first, a full stop last, on one line, and what is lost in it`;
  return plain(page).includes(plain(sentence)) ? null : `${pageName} does not say: ${sentence}`;
}

/** Words alone: neither how lines are broken nor what is bold decides. */
function plain(text: string): string {
  return text.replaceAll(/[*`]/g, '').replaceAll(/\s+/g, ' ');
}
