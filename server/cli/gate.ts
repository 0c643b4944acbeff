import { gateCommand } from './gate-command.ts';

// server/bin/gate.mjs loads this once everything is installed.
process.exitCode = await gateCommand(process.argv.slice(2));
