import { readFileSync, writeFileSync } from 'node:fs';

const MEBIBYTE = 1_048_576;

/** Megabytes (MiB) of memory that a piece of work takes at its peak, beyond what the process had before it. */
export async function peakMemory(work: () => Promise<unknown>): Promise<number> {
  globalThis.gc?.();
  const idle = process.memoryUsage.rss();
  const peak = watchPeak();
  try {
    await work();
  } finally {
    peak.stop();
  }
  return Math.max(0, peak.bytes() - idle) / MEBIBYTE;
}

interface Peak {
  stop(): void;
  bytes(): number;
}

/** Linux keeps the mark of a process's highest use, and sets it back on demand (proc(5), clear_refs); elsewhere, samples must do. */
function watchPeak(): Peak {
  if (process.platform === 'linux') {
    writeFileSync('/proc/self/clear_refs', '5');
    return { stop: () => {}, bytes: highWaterMark };
  }
  let highest = process.memoryUsage.rss();
  const sample = (): void => {
    highest = Math.max(highest, process.memoryUsage.rss());
  };
  const timer = setInterval(sample, 2);
  return {
    stop() {
      clearInterval(timer);
      sample();
    },
    bytes: () => highest,
  };
}

function highWaterMark(): number {
  const found = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'));
  if (found === null) throw new Error('/proc/self/status has no VmHWM');
  return Number(found[1]) * 1024;
}
