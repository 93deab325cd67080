import { builtinModule } from '../values/builtin-module.ts';

/** Rejections that nobody has looked at. Left alone, one of them ends a process of Node. */
export interface StrayRejections {
  /** Watches no longer, and gives what was seen. */
  stop(): Promise<readonly unknown[]>;
}

/** Where the platform is not Node, stray rejections end nothing, and are not seen. */
export function watchStrayRejections(): StrayRejections {
  const process = builtinModule('node:process');
  const seen: unknown[] = [];
  const note = (reason: unknown): void => void seen.push(reason);
  if (isEmitter(process)) process.on('unhandledRejection', note);
  return {
    async stop() {
      // Node tells of them when the event loop takes its next turn.
      await nextTurn();
      if (isEmitter(process)) process.off('unhandledRejection', note);
      return seen;
    },
  };
}

/** Without the millisecond that a timer takes, where the platform can do without. */
async function nextTurn(): Promise<void> {
  const immediate = builtinModule('node:timers')?.['setImmediate'];
  if (isScheduler(immediate)) await new Promise<void>((resolve) => { immediate(resolve); });
}

function isScheduler(value: unknown): value is (run: () => void) => unknown {
  return typeof value === 'function';
}

interface Emitter {
  on(event: string, listener: (reason: unknown) => void): unknown;
  off(event: string, listener: (reason: unknown) => void): unknown;
}

function isEmitter(value: unknown): value is Emitter {
  return typeof value === 'object' && value !== null && 'on' in value && typeof value.on === 'function' && 'off' in value && typeof value.off === 'function';
}
