import { join } from 'node:path';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { hashPassword } from '@docket/server/accounts.ts';
import { chromiumArguments, unpackChromium } from './chromium.ts';
import { type Person, type Stack, test as withStack } from './stack.ts';
import { openWire, type Wire } from './wire.ts';

/** Somebody at their own computer: a browser of their own, and the network to the server. */
export interface Desk {
  context: BrowserContext;
  page: Page;
  wire: Wire;
  /** What went wrong in any of their tabs: console errors and warnings, unhandled rejections, failed requests. */
  problems: string[];
  /** A further tab, at this path. */
  tab(path: string): Promise<Page>;
  /** The project's page in this tab. */
  open(path: string): Promise<void>;
}

const password = 'a long enough secret';

function watch(page: Page, problems: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(`${message.type()}: ${message.text()} (${page.url()})`);
  });
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.stack ?? error.message} (${page.url()})`));
  page.on('requestfailed', (request) => {
    // What the page itself takes back: a query of a screen that was left, a download that is saved instead of shown.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED')
      problems.push(`failed: ${request.method()} ${request.url()} ${request.failure()?.errorText}`);
  });
  page.on('response', (response) => {
    if (response.status() < 400) return;
    const said = `${response.status()}: ${response.request().method()} ${response.url()}`;
    problems.push(said);
    // What the server said is known later, and by then the tab may be gone.
    void response.text().then(
      (text) =>
        problems.splice(
          problems.indexOf(said),
          1,
          `${said} ${response.request().postData()?.slice(0, 1500) ?? ''} → ${text.slice(0, 600)}`,
        ),
      () => undefined,
    );
  });
}

/** Signs in at the sign-in page, by its fields. */
export async function signIn(page: Page, person: Person): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('Email').fill(person.email);
  await page.getByRole('textbox', { name: 'Password' }).fill(person.password || password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

export interface Browsing {
  /** A desk for nobody yet, at the sign-in page's server. */
  desk(stack: Stack, options?: BrowserContextOptions): Promise<Desk>;
  /** A desk where this person has signed in through the page. */
  signedIn(stack: Stack, person: Person, options?: BrowserContextOptions): Promise<Desk>;
}

async function makeDesk(
  browser: Browser,
  stack: Stack,
  options: BrowserContextOptions,
): Promise<{ desk: Desk; close: () => Promise<void> }> {
  const wire = await openWire(stack.url);
  const context = await browser.newContext({ baseURL: wire.url, viewport: { width: 1440, height: 900 }, ...options });
  context.setDefaultTimeout(15_000);
  const problems: string[] = [];
  context.on('page', (page) => watch(page, problems));
  const page = await context.newPage();
  const desk: Desk = {
    context,
    page,
    wire,
    problems,
    async open(path) {
      await page.goto(path);
    },
    async tab(path) {
      const another = await context.newPage();
      await another.goto(path);
      return another;
    },
  };
  const close = async () => {
    await context.close();
    await wire.close();
  };
  return { desk, close };
}

/** After a failure: what went wrong in the tabs, and with DOCKET_TEST_SHOTS (a folder) a picture of each. */
async function tellOf(desks: Desk[], test: string): Promise<void> {
  const folder = process.env.DOCKET_TEST_SHOTS;
  for (const [n, { context, problems }] of desks.entries()) {
    if (problems.length > 0) console.log(`At desk ${n + 1}:\n${problems.join('\n')}`);
    if (!folder) continue;
    for (const [m, page] of context.pages().entries()) {
      const path = join(folder, `${test.replace(/\W+/g, '-')}-${n + 1}-${m + 1}.png`);
      await page.screenshot({ path }).catch((error: unknown) => console.log(`No picture of ${page.url()}: ${String(error)}`));
    }
  }
}

/** `test` with `browsing`: one Chromium for the file, and desks that are cleared away after each test. */
export const test = withStack
  .extend('browser', { scope: 'file' }, async ({}, { onCleanup }): Promise<Browser> => {
    const browser = await chromium.launch({ executablePath: await unpackChromium(), args: chromiumArguments, headless: true });
    onCleanup(() => browser.close());
    return browser;
  })
  .extend('browsing', async ({ browser, task }, { onCleanup }): Promise<Browsing> => {
    const closings: (() => Promise<void>)[] = [];
    const desks: Desk[] = [];
    onCleanup(async () => {
      if (task.result?.state === 'fail') await tellOf(desks, task.name);
      await Promise.all(closings.map((close) => close()));
    });
    const desk: Browsing['desk'] = async (stack, options = {}) => {
      const made = await makeDesk(browser, stack, options);
      closings.push(made.close);
      desks.push(made.desk);
      return made.desk;
    };
    return {
      desk,
      async signedIn(stack, person, options) {
        if (!person.password)
          await stack.db.prisma.user.update({ where: { id: person.number }, data: { passwordHash: await hashPassword(password) } });
        const made = await desk(stack, options);
        await signIn(made.page, person);
        return made;
      },
    };
  });
