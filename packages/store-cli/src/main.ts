#!/usr/bin/env node
import { CliError } from './errors/cli-error.ts';
import { EXIT } from './errors/exit-code.ts';
import { runCli } from './run-cli.ts';

const stop = new AbortController();

// The second time, the signal does what it does without us.
process.once('SIGINT', () => stop.abort(new CliError('INTERRUPTED', 'stopped by SIGINT')));
process.once('SIGTERM', () => stop.abort(new CliError('INTERRUPTED', 'stopped by SIGTERM', { exitCode: EXIT.terminated })));

const { stdin, stdout, stderr } = process;
process.exitCode = await runCli(process.argv.slice(2), { stdin, stdout, stderr, cwd: process.cwd(), signal: stop.signal });
