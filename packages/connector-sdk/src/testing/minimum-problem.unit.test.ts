import { describe, expect, it } from 'vitest';
import type { AnyConnector, Stream } from '../connector.ts';
import { type Cannot, type Capability, minimumCapabilities } from '../minimum.ts';
import type { ConformanceOptions } from './conformance-options.ts';
import { minimumProblem } from './minimum-problem.ts';
import { offers } from './offers.ts';

const SENTENCE = 'Cards are not deleted: one whose twin is deleted elsewhere stays.';
const bare: Partial<Stream> = { name: 'cards', kind: 'work_item', backfill: 'follow', incremental: 'none' };

/** A connector of which nothing is there but what the minimum looks at. */
function options(cannot: Cannot, stream: Partial<Stream> = {}, more: Partial<ConformanceOptions> = {}) {
  const connector = { id: 'vendor', title: 'Vendor', category: 'tracker', cannot, streams: [{ ...bare, ...stream }] };
  return { connector: connector as unknown as AnyConnector, countedStream: 'cards', ...more } as ConformanceOptions;
}

describe('a capability of the minimum', () => {
  const writes = { concurrency: 'compare', remove: async () => {} } as const;

  it('that is there needs no word', () => {
    expect(minimumProblem(options({}, { writes }), 'remove', '')).toBeNull();
  });

  it('that is there must not be called impossible', () => {
    const problem = minimumProblem(options({ remove: SENTENCE }, { writes }), 'remove', SENTENCE);
    expect(problem).toMatch(/take the sentence out of .*packages\/connectors\/vendor\/src\/cannot.ts.*vendor.md/);
  });

  it('that is neither there nor called impossible is asked for, with what to write and where', () => {
    const problem = minimumProblem(options({}), 'remove', SENTENCE);
    expect(problem).toContain('Either give the counted stream (cards) `writes.remove`');
    expect(problem).toContain('as cannot.remove in packages/connectors/vendor/src/cannot.ts');
    expect(problem).toContain('in docs/connectors/vendor.md');
  });

  it.each(['', 'no', 'Not deleted.', 'cards are not deleted, one stays at the vendor.', `${SENTENCE}\nAnd more.`])(
    'is not called impossible by %j',
    (remove) => expect(minimumProblem(options({ remove }), 'remove', remove)).toMatch(/is no sentence/),
  );

  it('is called impossible on the page in the same words, however they are set', () => {
    const cannot = { remove: SENTENCE };
    const set = `- **No deletes.** Cards are **not** deleted: one\n  whose \`twin\` is deleted elsewhere stays.`;
    expect(minimumProblem(options(cannot), 'remove', set)).toBeNull();
    expect(minimumProblem(options(cannot), 'remove', SENTENCE.replace('stays', 'goes'))).toBe(
      `docs/connectors/vendor.md does not say: ${SENTENCE}`,
    );
  });

  const asked = [...new Set<Capability>([...minimumCapabilities.tracker, ...minimumCapabilities.crm])];
  it.each(asked)('%s is missing where nothing is there', (capability) => {
    expect(offers[capability].isOffered(options({}))).toBe(false);
  });
});
