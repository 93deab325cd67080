/** A line that tells how far the run has come: drawn anew on a terminal; elsewhere one line for each row, with its seconds. */
export function progressLine(total: number): { show(what: string, number: number): void; end(): void } {
  const { stdout } = process;
  let begun = performance.now();
  return {
    show(what, number) {
      begun = performance.now();
      const filled = Math.round((20 * number) / total);
      if (stdout.isTTY) stdout.write(`${'█'.repeat(filled)}${'░'.repeat(20 - filled)} ${number}/${total} ${what}`.slice(0, stdout.columns - 1));
      else stdout.write(`${number}/${total} ${what}`);
    },
    end() {
      if (stdout.isTTY) {
        stdout.cursorTo(0);
        stdout.clearLine(1);
      } else {
        stdout.write(` ${((performance.now() - begun) / 1000).toFixed(1)} s\n`);
      }
    },
  };
}
