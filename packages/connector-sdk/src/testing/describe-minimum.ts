import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Capability, type ConnectorCategory, minimumCapabilities } from '../minimum.ts';
import type { ConformanceOptions } from './conformance-options.ts';
import { offers } from './offers.ts';
import { streamNamed } from './open-sandbox.ts';

const pages = new URL('../../../../docs/connectors/', import.meta.url);

/** What every connector of its category has, or says that it can't: in its code, and on its page in the docs. */
export function describeMinimum(options: ConformanceOptions): void {
  const { connector } = options;
  const place = `packages/connectors/${connector.id}/src/cannot.ts`;
  const page = `docs/connectors/${connector.id}.md`;
  const { category, cannot } = connector;

  // Tests run unchecked by types: whoever adds a connector meets this first.
  if (!Object.hasOwn(minimumCapabilities, String(category)) || typeof cannot !== 'object') {
    it('says what it is and what it can not do', () => {
      throw new Error(
        `${connector.title} says neither what it is nor what it can't do. Write ${place} (as packages/connectors/github/src/cannot.ts), and name it in defineConnector: category: 'tracker' (or 'crm'), cannot. The suite will then ask for a sentence about each capability that it lacks.`,
      );
    });
    return;
  }

  describe(`the minimum of a ${category}`, () => {
    it('is tried on what it is about', () => {
      const expected: Record<ConnectorCategory, readonly string[]> = {
        tracker: ['work_item'],
        crm: ['account', 'contact', 'deal'],
      };
      expect(expected[category], `countedStream of the conformance suite of ${connector.id}`).toContain(
        streamNamed(connector, options.countedStream).kind,
      );
    });

    it.each(minimumCapabilities[category])('%s is there, or what is lost without it is said', (capability) => {
      const problem = problemWith(capability);
      if (problem !== null) throw new Error(problem);
    });

    it('says nothing of what is not asked for', () => {
      const asked: readonly string[] = minimumCapabilities[category];
      expect(
        Object.keys(cannot).filter((name) => !asked.includes(name)),
        place,
      ).toEqual([]);
    });
  });

  function problemWith(capability: Capability): string | null {
    const { means, how, isOffered } = offers[capability];
    const sentence = cannot[capability];
    if (isOffered(options))
      return sentence === undefined
        ? null
        : `${connector.title} has ${capability} (${means}): take the sentence out of \`cannot\` (${place}) and of ${page}`;
    if (sentence === undefined)
      return `${connector.title} has no ${capability} (${means}). Either ${how.replaceAll('the counted stream', `the counted stream (${options.countedStream})`)}; or, where the vendor can't, write one sentence that says what its users lose by it: as cannot.${capability} in ${place}, and word by word in ${page}`;
    if (!/^[A-Z].{30,}\.$/.test(sentence))
      return `cannot.${capability} in ${place} is no sentence: a capital letter first, a full stop last, on one line, and what is lost in it`;
    return pageText(page).includes(plain(sentence)) ? null : `${page} does not say: ${sentence}`;
  }

  function pageText(name: string): string {
    const url = new URL(`${connector.id}.md`, pages);
    if (!existsSync(url)) throw new Error(`${name} is missing: write what the connector is and what it can't do`);
    return plain(readFileSync(url, 'utf8'));
  }
}

/** Words alone: neither how lines are broken nor what is bold decides. */
function plain(text: string): string {
  return text.replaceAll(/[*`]/g, '').replaceAll(/\s+/g, ' ');
}
