import type { EngineContext } from '@syncline/engine';
import type { Lifecycle } from '@syncline/runtime';
import type { ConnectedSide } from '../side.ts';
import { gitHubDesk, jiraDesk, type SideName, salesforceDesk } from './desks.ts';
import { runEditScript } from './edit-script.ts';
import { sayHowItStands } from './standing-line.ts';

/** What goes on once everything is read: people edit, and now and then a line says how the sync stands. */
export async function workInStep(
  ctx: EngineContext,
  sides: readonly ConnectedSide[],
  editsPerSecond: number,
  lifecycle: Lifecycle,
): Promise<void> {
  if (lifecycle.signal.aborted) return;
  const { signal } = lifecycle;
  const say = (line: string): void =>
    void process.stderr.write(`  ${new Date().toTimeString().slice(0, 8)}  ${line}\n`);
  const of = <Value>(read: (side: ConnectedSide) => Value): Record<SideName, Value> => ({
    github: read(sideOf(sides, 'github')),
    jira: read(sideOf(sides, 'jira')),
    salesforce: read(sideOf(sides, 'salesforce')),
  });
  const urls = of((side) => side.connection.baseUrl);
  const desks = {
    github: gitHubDesk(urls.github, ctx.resolveSecret(sideOf(sides, 'github').connection.secrets['token']!)),
    jira: jiraDesk(urls.jira),
    salesforce: salesforceDesk(urls.salesforce),
  };
  const office = { ctx, desks, urls, connectionIds: of((side) => side.connectionId) };
  const standing = sayHowItStands(ctx, say, signal);
  if (editsPerSecond > 0) {
    process.stderr.write(
      '\n  In step. People now edit on all sides; --no-edits leaves that to you. Each line: what was done → where it arrived.\n\n',
    );
    await runEditScript({ office, editsPerSecond, say, signal });
  } else
    process.stderr.write(
      '\n  In step. Nobody edits by itself (--no-edits): change something in a simulated vendor.\n\n',
    );
  await standing;
}

function sideOf(sides: readonly ConnectedSide[], name: SideName): ConnectedSide {
  const side = sides.find((each) => each.connection.name === name);
  if (!side) throw new Error(`There is no side ${name}`);
  return side;
}
