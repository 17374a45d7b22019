import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause, setImmediate as yieldToOthers } from 'node:timers/promises';
import type { DocumentNode } from 'graphql';
import type { GraphContext } from '../graphql/graph-context.ts';
import { now } from '../world/instant.ts';
import { type BulkOperation, bulkFinishPayload } from './bulk-desk.ts';
import { BulkQueryError, type Children, compileBulkQuery, type RootPlan, writeNode } from './compile-plan.ts';

export type BulkRun = {
  operation: BulkOperation;
  document: DocumentNode;
  context: GraphContext;
  groupObjects: boolean;
};

/**
 * Runs a bulk query in the background: lines go to a file, as Shopify's go to a bucket, so the result is one frozen text
 * that can be fetched again and resumed at any byte. Ends with the bulk_operations/finish webhook.
 */
export async function runBulkQuery(run: BulkRun): Promise<void> {
  const { operation, context } = run;
  await pause(5);
  operation.status = operation.status === 'CANCELING' ? 'CANCELING' : 'RUNNING';
  const fails = takeFault(run);
  try {
    await writeFile(run, fails);
    finish(operation, fails);
  } catch (error) {
    operation.status = 'FAILED';
    operation.errorCode =
      error instanceof BulkQueryError && error.accessDenied ? 'ACCESS_DENIED' : 'INTERNAL_SERVER_ERROR';
  }
  operation.completedAt = now();
  context.world.emit(context.shop, 'bulk_operations/finish', bulkFinishPayload(operation), context.eventId);
}

function takeFault({ context }: BulkRun): boolean {
  const { faults } = context.shop.bulk;
  if (faults.failNext <= 0) return false;
  faults.failNext -= 1;
  return true;
}

function finish(operation: BulkOperation, failed: boolean): void {
  if (operation.status === 'CANCELING') operation.status = 'CANCELED';
  else operation.status = failed ? 'FAILED' : 'COMPLETED';
  if (failed) operation.errorCode = 'INTERNAL_SERVER_ERROR';
}

async function writeFile(run: BulkRun, stopHalfway: boolean): Promise<void> {
  const { operation, context } = run;
  const { bulkFileOrigin, bulkMinimumMs } = context.world.options;
  const started = Date.now();
  const plans = compileBulkQuery(run.document, context);
  const name = `${operation.id}-${randomUUID()}.jsonl`;
  const path = join(context.world.scratch, name);
  const stream = createWriteStream(path);
  for (const plan of plans) await writeRoot(run, plan, stream, stopHalfway);
  stream.end();
  await once(stream, 'close');
  await pause(Math.max(0, bulkMinimumMs - (Date.now() - started)));
  operation.filePath = path;
  operation.fileSize = stream.bytesWritten;
  operation.fileUrl = `${bulkFileOrigin ?? context.world.addresses.apiUrl}/bulk-operation-outputs/${context.shop.handle}/${name}`;
}

async function writeRoot(run: BulkRun, root: RootPlan, stream: WriteStream, stopHalfway: boolean): Promise<void> {
  const { operation, context } = run;
  const rows = root.rows(context);
  const end = stopHalfway ? Math.floor(rows.length / 2) : rows.length;
  const step = context.world.options.bulkRowsPerTick;
  for (let from = 0; from < end && operation.status !== 'CANCELING'; from += step) {
    const batch = rows.slice(from, Math.min(end, from + step));
    const lines = batchLines(run, root, batch);
    operation.rootObjectCount += batch.length;
    operation.objectCount += lines.length;
    if (!stream.write(`${lines.join('\n')}\n`)) await once(stream, 'drain');
    await yieldToOthers();
  }
}

/** Lines of some root rows. Ungrouped (the default since 2026-01), children do not stand beside their parents. */
function batchLines(run: BulkRun, root: RootPlan, batch: readonly unknown[]): string[] {
  const lines: string[] = [];
  const later: Children[] = [];
  for (const row of batch) {
    const children: Children[] = [];
    lines.push(JSON.stringify(writeNode(row, root.plan, run.context, children)));
    if (run.groupObjects) for (const group of children) childLines(group, run.context, lines);
    else later.push(...children);
  }
  for (const group of later) childLines(group, run.context, lines);
  return lines;
}

function childLines(group: Children, context: GraphContext, lines: string[]): void {
  for (const row of group.rows) {
    const children: Children[] = [];
    const line = writeNode(row, group.plan, context, children);
    line.__parentId = group.parentId;
    lines.push(JSON.stringify(line));
    for (const inner of children) childLines(inner, context, lines);
  }
}
