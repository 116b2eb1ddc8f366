import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { findChromium } from './find-chromium.ts';
import { openBrowser, openPage } from './open-browser.ts';
import { ask, type RunningSyncline, startSyncline, until } from './start-syncline.ts';

/** No browser, no walk. */
export const chromium = findChromium();

const WIDE = { width: 1280, height: 860 };
export const NARROW = { width: 320, height: 640 };

const OVERFLOW = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
/** What ends to the right of the window, the innermost last. */
const STICKS_OUT = `[...document.querySelectorAll('main *')]
  .filter((each) => each.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map((each) => each.tagName + '.' + each.getAttribute('class') + ' ' + each.textContent.slice(0, 80)).slice(-20).join('\\n')`;

/** A running Syncline, and a browser before it. */
export interface Stage {
  readonly syncline: RunningSyncline;
  /** A page of a browser that knows nothing yet, at a path of the console or an address. */
  open(
    path: string,
    options?: BrowserContextOptions,
    prepare?: (context: BrowserContext) => Promise<void>,
  ): Promise<Page>;
  /** Nothing is being read for the first time any more. */
  settled(page: Page): Promise<void>;
  /** Goes to a path of the console, and waits until it is there. */
  go(page: Page, path: string): Promise<void>;
  /** As somebody from elsewhere, whom nobody trusts for being on this machine. */
  foreign(): string;
  signIn(role: string): Promise<Page>;
  /** How far the page is wider than its window, in px. */
  overflow(page: Page): Promise<number>;
}

/** Starts them for the tests of a `describe`; each test fails by what its pages complained about. */
export function useStage(
  args: readonly string[],
  ready: (stage: Stage) => Promise<void> = async () => {},
): () => Stage {
  let syncline: RunningSyncline;
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  const complaints: string[] = [];

  const open: Stage['open'] = async (path, options = {}, prepare = async () => {}) => {
    const context = await browser.newContext({ viewport: WIDE, ...options });
    contexts.push(context);
    await prepare(context);
    const page = await openPage(context, complaints);
    await page.goto(path.startsWith('http') ? path : `${syncline.url}${path}`);
    return page;
  };
  const settled = async (page: Page): Promise<void> => {
    await page.locator('h1').first().waitFor();
    await until(async () => (await page.locator('.waiting').count()) === 0);
  };
  const foreign = (): string => syncline.url.replace('127.0.0.1', 'console.test');
  const stage = (): Stage => ({
    syncline,
    open,
    settled,
    go: async (page, path) => {
      await page.goto(`${syncline.url}${path}`);
      await settled(page);
    },
    foreign,
    signIn: async (role) => {
      const { key } = await ask<{ key: string }>(`${syncline.url}/api/v1/keys`, 'POST', { name: `test ${role}`, role });
      const page = await open(`${foreign()}/`);
      await page.getByLabel('API key').fill(key);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
      return page;
    },
    overflow: async (page) => {
      // What a script lays out comes a moment after the window has changed.
      const fits = page.waitForFunction(`${OVERFLOW} <= 0`, undefined, { timeout: 5_000 });
      const isWider = await fits.then(
        () => false,
        () => true,
      );
      if (isWider) console.log(await page.evaluate(STICKS_OUT));
      return (await page.evaluate(OVERFLOW)) as number;
    },
  });

  beforeAll(async () => {
    syncline = await startSyncline(args);
    browser = await openBrowser(chromium!);
    await ready(stage());
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await syncline?.stop();
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
    expect(complaints.splice(0)).toEqual([]);
  });
  return stage;
}
