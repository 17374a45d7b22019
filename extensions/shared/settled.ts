/** For tests: waits until what was asked has been answered and drawn. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20 && document.querySelector('s-spinner'); turn++) {
    await new Promise((next) => setTimeout(next, 10));
  }
}
