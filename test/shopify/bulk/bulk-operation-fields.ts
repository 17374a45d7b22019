import type { FieldTable } from '../graphql/graph-context.ts';
import { toGid } from '../world/gid.ts';
import type { BulkOperation } from './bulk-desk.ts';

export const BULK_OPERATION_FIELDS: FieldTable<BulkOperation> = {
  id: (operation) => toGid('BulkOperation', operation.id),
  type: () => 'QUERY',
  objectCount: (operation) => String(operation.objectCount),
  rootObjectCount: (operation) => String(operation.rootObjectCount),
  fileSize: (operation) => (operation.fileSize === null ? null : String(operation.fileSize)),
  /** No rows, no file: Shopify answers null then. */
  url: (operation) => (operation.status === 'COMPLETED' && operation.objectCount > 0 ? operation.fileUrl : null),
  partialDataUrl: (operation) => (operation.status === 'FAILED' ? operation.fileUrl : null),
};
