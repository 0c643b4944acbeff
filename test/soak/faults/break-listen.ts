import { connectBeside } from '../world.ts';
import type { Fault } from './fault.ts';

/** Ends every server's LISTEN connection and the one that sends: hints are lost, which nobody may notice but by time. */
export const breakListen: Fault = {
  name: 'break LISTEN',
  async inject(world) {
    const client = await connectBeside(world);
    const { rowCount } = await client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name IN ('docket listen', 'docket signals')`,
    );
    await client.end();
    return `${rowCount} connections`;
  },
};
