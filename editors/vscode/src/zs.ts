// Running the zs program.
import {execFile} from 'child_process';
import {language, program} from './settings';

export interface Outcome {
  code: number;       // the exit code; -1 where zs could not be started
  out: string;
  err: string;
}

/// Never rejects: what went wrong is in the outcome.
export function zs(args: string[], cwd?: string): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(program(), ['--lang', language(), ...args], {cwd, maxBuffer: 256 << 20, encoding: 'utf8'}, (error, out, err) => {
      const code = error ? (typeof error.code === 'number' ? error.code : -1) : 0;
      resolve({code, out, err: code === -1 && error ? `${err}${error.message}` : err});
    });
  });
}
