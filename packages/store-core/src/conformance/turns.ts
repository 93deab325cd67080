/** Lets other work go on for some turns of the event loop. Not a wait for a time: nothing depends on how long a turn takes. */
export async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise<void>((resolve) => { setTimeout(resolve, 0); });
}
