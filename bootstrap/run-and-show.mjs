import { spawn } from 'node:child_process';
import { root } from './root.mjs';

/** It is the Node of the machine that installs, but Node 24 that runs what is installed. */
const noise = /^\[WARN\] Unsupported engine .*\n?/gm;

/** Runs a command in the clone, showing what it says on stderr. Resolves to its exit code and what it said last. */
export function runAndShow(command, args, env) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const show = (chunk) => {
      output = (output + chunk).slice(-20_000);
      process.stderr.write(String(chunk).replace(noise, ''));
    };
    child.stdout.on('data', show);
    child.stderr.on('data', show);
    const stop = (signal) => child.kill(signal);
    process.on('SIGINT', stop).on('SIGTERM', stop);
    const finish = (code) => {
      process.off('SIGINT', stop).off('SIGTERM', stop);
      resolve({ code, output });
    };
    child.once('error', (error) => {
      output += error.message;
      finish(error.code === 'ENOENT' ? 127 : 126);
    });
    child.once('close', (code, signal) => {
      if (signal === 'SIGINT' || signal === 'SIGTERM') process.exit(signal === 'SIGINT' ? 130 : 143);
      finish(code ?? signal);
    });
  });
}
