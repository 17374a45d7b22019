/** PostgreSQL's query_canceled: by the time limit, or because nobody waits any more. */
export function isCancelled(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '57014';
}
