import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { sampleRows } from '../testing/sample-rows.ts';
import { eventsOf } from './domain-events.ts';
import { eventTypes } from './event-types.ts';
import { sealEvent } from './seal-event.ts';

const file = fileURLToPath(new URL('../../../../docs/events.md', import.meta.url));

const ofVendor =
  'A run of a connection of that vendor ended (`what: process.state_changed`), or a write to it did (`what: writeback.ended`)';

function reference(): string {
  const names = Object.entries({ ...eventTypes, 'sync.<vendor>': ofVendor }).map(
    ([type, what]) => `| \`${type}\` | ${what} |`,
  );
  const samples = new Map<string, string>();
  for (const event of sampleRows.flatMap((row) => eventsOf(row))) {
    if (samples.has(event.event_type)) continue;
    samples.set(event.event_type, JSON.stringify(sealEvent(event).envelope, null, 2));
  }
  return `# Types of events

Made from the code by \`pnpm exec vitest run packages/event-bus -u\`. How to listen to them: [events](guides/events.md). The
schema of all of them is [event.schema.json](../packages/event-bus/schema/event.schema.json).

| \`event_type\` | what it says |
|---|---|
${names.join('\n')}
| \`custom.<name>.created\`, \`.updated\`, \`.deleted\` | The same of kinds of the account's own |

## What each looks like

Those of the other kinds look like those of projects.
${[...samples].map(([type, text]) => `\n### ${type}\n\n\`\`\`json\n${text}\n\`\`\`\n`).join('')}`;
}

it('is what docs/events.md says', async () => {
  await expect(reference()).toMatchFileSnapshot(file);
});
