import { spawn } from 'node:child_process';

/** Runs a program to its end; resolves with what it printed, and rejects with its complaint when it fails. */
export function runProgram(command, args, options = {}) {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let [out, complaint] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (part) => (out += part));
    child.stderr.setEncoding('utf8').on('data', (part) => (complaint += part));
    child.once('error', (failure) => fail(new Error(`${command} did not start: ${failure.message}`)));
    child.once('close', (code, signal) => {
      if (code === 0) return done(out);
      fail(new Error(`${command} ${args[0] ?? ''} ended with ${signal ?? `code ${code}`}: ${complaint.trim()}`));
    });
  });
}
