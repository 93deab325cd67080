import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { systemCode } from './errors.ts';

/** Who holds a lock. */
export interface LockOwner {
  /** Another one for every handle that was ever opened. */
  readonly token: string;
  readonly pid: number;
  /** When the process began, in whatever form the system tells it; null where it does not. */
  readonly started: string | null;
  readonly host: string;
}

/** A new handle of this process. */
export function newOwner(): LockOwner {
  return { token: randomUUID(), pid: process.pid, started: lookUp(process.pid)?.started ?? null, host: hostname() };
}

/** What a lock file says; undefined if it cannot be read. */
export function parseOwner(text: string): LockOwner | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { token, pid, started, host }: { token?: unknown; pid?: unknown; started?: unknown; host?: unknown } = value;
  if (typeof token !== 'string' || !/^[0-9a-f-]{36}$/.test(token) || typeof host !== 'string') return undefined;
  if (typeof pid !== 'number' || !Number.isSafeInteger(pid) || pid < 1) return undefined;
  return { token, pid, started: typeof started === 'string' ? started : null, host };
}

/** Whether the process is certainly gone. Of a process on another machine nothing is certain. */
export function isGone({ pid, started, host }: LockOwner): boolean {
  if (host !== hostname()) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there, and somebody else's.
    if (systemCode(error) === 'ESRCH') return true;
  }
  const now = lookUp(pid);
  if (now === undefined || started === null) return false;
  // The number may have been given to another process since; and a zombie does nothing any more.
  return now.ended || now.started !== started;
}

interface ProcessState {
  readonly started: string;
  readonly ended: boolean;
}

/** What Linux tells of a process; undefined on other systems, and where there is no such process. */
function lookUp(pid: number): ProcessState | undefined {
  try {
    // The name of the program, in parentheses, may itself contain any character. The state is the third field, the start the 22nd.
    const [, rest = ''] = /^.*\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'latin1')) ?? [];
    const fields = rest.split(' ');
    const [state = ''] = fields;
    // The start counts from the start of the machine, so that one is needed as well.
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
    return { started: `${boot}/${fields[19]}`, ended: state === 'Z' || state === 'X' };
  } catch {
    return undefined;
  }
}
