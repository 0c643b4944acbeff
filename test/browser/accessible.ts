import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Serious and critical violations on what the page shows now, each with its first places. */
async function violations(page: Page): Promise<string[]> {
  // Evaluated by the debugger, since the page's own policy lets no foreign script in.
  await page.evaluate(`window.axe ?? (() => { ${axe.source} })()`);
  return page.evaluate(async () => {
    const { axe: inPage } = window as unknown as { axe: typeof import('axe-core') };
    const found = await inPage.run({ resultTypes: ['violations'] });
    return found.violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(
        ({ id, help, nodes }) =>
          `${id}: ${help} (${nodes.length}×)\n${nodes
            .slice(0, 4)
            .map((node) => `  ${node.html.slice(0, 160)}  ${node.any[0]?.message ?? node.all[0]?.message ?? ''}`)
            .join('\n')}`,
      );
  });
}

/** Checks what the page shows, in light and in dark; the test goes on, so that one run tells of every screen. Looks again
 * before it complains, since what is fading in has other colours. */
export async function expectAccessible(page: Page, screen: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
    let found = await violations(page);
    const until = Date.now() + 2000;
    while (found.length > 0 && Date.now() < until) found = await violations(page);
    expect.soft(found, `${screen}, ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}
