import { configOrExit } from '@docket/server/config.ts';
import { startServer } from '@docket/server/serve.ts';
import { answerParent } from './ask.ts';
import { readUsage } from './usage.ts';

// One server in a process of its own, for tests in which processes must be real.
answerParent({ usage: readUsage });
const server = await startServer(configOrExit());
process.send?.({ url: server.url });
const stop = () => void server.stop().then(() => process.exit(0));
process.once('SIGTERM', stop);
process.once('disconnect', stop);
