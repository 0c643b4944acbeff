import { importCommand } from './import-command.ts';

// server/bin/import.mjs loads this once everything is installed.
process.exitCode = await importCommand(process.argv.slice(2));
