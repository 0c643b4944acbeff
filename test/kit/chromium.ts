import sparticuz from '@sparticuz/chromium';

// Without a graphics card, and without the imitation of one: that took half of the processor's time.
sparticuz.setGraphicsMode = false;

/** Where the browser is; unpacks it the first time. */
export const unpackChromium = (): Promise<string> => sparticuz.executablePath();

// Without those that share one process (a second page crashes it), open the walls between sites, or imitate the card after all.
const unwanted =
  /^--(single-process|no-zygote|headless|disable-web-security|allow-running-insecure-content|disable-site-isolation-trials|ignore-gpu-blocklist|in-process-gpu)/;

export const chromiumArguments = [
  ...sparticuz.args.filter((argument) => !unwanted.test(argument)),
  '--disable-gpu',
  '--disable-background-networking',
  '--no-first-run',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
];
