// A process that uses the embedded Postgres on the folder of its first argument until it is told to stop.
import { startEmbedded } from '@docket/prisma/embedded.ts';

const embedded = await startEmbedded({ dataDir: process.argv[2]!, settings: { shared_buffers: '16MB', fsync: 'off' } });
console.log(JSON.stringify({ url: embedded.url, shared: embedded.shared }));
process.on('SIGTERM', () => void embedded.stop().then(() => process.exit(0)));
setInterval(() => undefined, 60_000);
