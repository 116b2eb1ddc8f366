import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type ConnectorCategory, minimumCapabilities } from '../minimum.ts';
import type { ConformanceOptions } from './conformance-options.ts';
import { minimumProblem } from './minimum-problem.ts';
import { streamNamed } from './open-sandbox.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

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
        `${connector.title} says neither what it is nor what it can't do. Write ${place} (as packages/connectors/github/src/cannot.ts), and name it in defineConnector: category: 'tracker' (or 'crm', 'phone'), cannot. The suite will then ask for a sentence about each capability that it lacks.`,
      );
    });
    return;
  }

  describe(`the minimum of a ${category}`, () => {
    it('is tried on what it is about', () => {
      const expected: Record<ConnectorCategory, readonly string[]> = {
        tracker: ['work_item'],
        crm: ['account', 'contact', 'deal'],
        phone: ['contact'],
      };
      expect(expected[category], `countedStream of the conformance suite of ${connector.id}`).toContain(
        streamNamed(connector, options.countedStream).kind,
      );
    });

    it.each(minimumCapabilities[category])('%s is there, or what is lost without it is said', (capability) => {
      if (!existsSync(root + page)) throw new Error(`${page} is missing: write what it is and what it can't do`);
      const problem = minimumProblem(options, capability, readFileSync(root + page, 'utf8'));
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
}
