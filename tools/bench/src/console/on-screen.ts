import { findChromium } from '@syncline/console/find-chromium';
import type { Store } from '@syncline/store';
import { chromium } from 'playwright-core';

const OPEN_PROCESS = '00000000-0000-7000-a000-000000000001';

/**
 * From the call that pauses or resumes a process to the word on somebody's screen, in ms; one number a round. Null: there is
 * no browser on this machine.
 */
export async function timeOnScreen(url: string, store: Store, rounds: number): Promise<number[] | null> {
  const executablePath = findChromium();
  if (executablePath === null) return null;
  await store.query(
    `insert into processes (id, workspace_id, connection_id, kind, stream, state, pages_open, pages_expected, started_at)
     values ($1, 1, (select min(id) from connections), 'backfill', 'issues', 'processing', 1, 1, now()) on conflict do nothing`,
    [OPEN_PROCESS],
  );
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage();
    await page.goto(`${url}/processes/${OPEN_PROCESS}`);
    const state = page.locator('main .state').first();
    await state.waitFor();
    const took: number[] = [];
    let shown = await state.textContent();
    for (let round = 0; round < rounds; round += 1) {
      const verb = shown === 'paused' ? 'resume' : 'pause';
      // The page itself notes when it shows another word than it did.
      const changed = page.evaluate<number>(untilOtherThan(shown));
      // Only what is thrown below tells what went wrong.
      changed.catch(() => undefined);
      const began = Date.now();
      const answer = await fetch(`${url}/api/v1/processes/${OPEN_PROCESS}/${verb}`, { method: 'POST' });
      if (!answer.ok) throw new Error(`${verb} answered ${answer.status}: ${await answer.text()}`);
      took.push((await changed) - began);
      shown = await state.textContent();
    }
    return took;
  } finally {
    await browser.close();
  }
}

/** Run in the page: resolves with the time at which the state that is shown is another one. */
const untilOtherThan = (before: string | null): string => `new Promise((resolve) => {
  const look = () => {
    if (document.querySelector('main .state')?.textContent === ${JSON.stringify(before)}) return;
    observer.disconnect();
    requestAnimationFrame(() => resolve(Date.now()));
  };
  const observer = new MutationObserver(look);
  observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  look();
})`;
