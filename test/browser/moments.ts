import type { Page } from 'playwright-core';

/** What is awaited in a page: something that this finds, with this text; or, `gone`, that nothing does. */
export interface Sight {
  selector: string;
  text?: string;
  gone?: boolean;
}

declare global {
  interface Window {
    docketSights: Map<string, Promise<number>>;
    docketSent: { operation: string; at: number; answered?: number }[];
  }
}

/** From the next page load on, notes when each GraphQL request of this tab was sent, on the clock of `timeOrigin`. */
export async function noteRequests(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.docketSent = [];
    const send = window.fetch.bind(window);
    window.fetch = (input, init) => {
      const operation = typeof init?.body === 'string' ? /"operationName":"(\w+)"/.exec(init.body)?.[1] : undefined;
      if (!operation) return send(input, init);
      const note: (typeof window.docketSent)[number] = { operation, at: performance.timeOrigin + performance.now() };
      window.docketSent.push(note);
      return send(input, init).finally(() => {
        note.answered = performance.timeOrigin + performance.now();
      });
    };
  });
}

/** When the newest request of this operation was sent, and when its answer came. */
export async function newest(page: Page, operation: string): Promise<{ sent: number; answered: number }> {
  const noted = await page.evaluate((name) => window.docketSent.findLast((one) => one.operation === name), operation);
  if (noted?.answered === undefined) throw new Error(`${operation} was not answered.`);
  return { sent: noted.at, answered: noted.answered };
}

/** Begins to look for a change, by a MutationObserver within the page; resolves when it looks. What it then gives is the
 * moment at which the change was in the document. */
export async function awaitSight(page: Page, sight: Sight): Promise<() => Promise<number>> {
  const id = JSON.stringify(sight);
  await page.evaluate(
    ([key, { selector, text, gone = false }]) => {
      const isSo = () =>
        [...document.querySelectorAll(selector)].some((one) => text === undefined || one.textContent.includes(text)) !== gone;
      window.docketSights ??= new Map();
      const seen = new Promise<number>((resolve) => {
        const look = () => {
          if (!isSo()) return;
          observer.disconnect();
          resolve(performance.timeOrigin + performance.now());
        };
        const observer = new MutationObserver(look);
        observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
        look();
      });
      window.docketSights.set(key, seen);
    },
    [id, sight] as const,
  );
  return () => page.evaluate((key) => window.docketSights.get(key)!, id);
}

export const median = (numbers: number[]): number => [...numbers].sort((a, b) => a - b)[numbers.length >> 1]!;
