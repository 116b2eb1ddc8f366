import { expect, it } from 'vitest';
import type { Stage } from './stage.ts';
import { ask, until } from './start-syncline.ts';

/** What rules find is seen with its evidence as it is found, and is dismissed with the reason. */
export function itShowsInsights(stage: () => Stage): void {
  it('shows what rules find with its evidence, and lets it be dismissed with the reason', async () => {
    const { syncline, open, settled } = stage();
    const name = `Nobody's ${Date.now()}`;
    await ask(`${syncline.url}/api/v1/entities`, 'POST', {
      kind: 'account',
      fields: { name, domain: 'nobody.example' },
    });
    const page = await open('/insights?rule=account_without_owner');
    await settled(page);
    await page.getByRole('button', { name: 'Run all now' }).click();
    const finding = page.getByRole('article', { name: new RegExp(name) });
    await finding.waitFor({ timeout: 60_000 });
    await finding.getByText('nobody.example').waitFor();
    await finding.getByRole('button', { name: 'Dismiss…' }).click();
    const dismiss = finding.getByRole('button', { name: 'Dismiss', exact: true });
    expect(await dismiss.getAttribute('aria-disabled')).toBe('true');
    await finding.getByLabel('Why nothing is to be done').fill('a test account');
    await dismiss.click();
    await until(async () => (await finding.count()) === 0);
    await page.getByRole('combobox', { name: 'State', exact: true }).selectOption('dismissed');
    await finding.getByText(/dismissed it/).waitFor();
    expect(await finding.textContent()).toContain('a test account');
    expect(new URL(page.url()).searchParams.get('state')).toBe('dismissed');
  });
}
