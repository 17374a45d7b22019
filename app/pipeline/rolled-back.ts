/** Thrown inside a transaction to leave nothing of it but what it carries. */
export class RolledBack<Found> extends Error {
  readonly found: Found;

  constructor(found: Found) {
    super('rolled back on purpose');
    this.found = found;
  }
}

/** Runs `work` and returns what it rolled back with; undefined if it committed. */
export async function rolledBack<Found>(work: () => Promise<void>): Promise<Found | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof RolledBack) {
      return error.found as Found;
    }
    throw error;
  }
}
