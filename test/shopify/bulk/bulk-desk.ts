import { compileSearch, type SearchFields } from '../graphql/search-query.ts';
import { compareIds, freshId, toGid } from '../world/gid.ts';
import { now } from '../world/instant.ts';

export type BulkStatus = 'CREATED' | 'RUNNING' | 'COMPLETED' | 'CANCELING' | 'CANCELED' | 'FAILED' | 'EXPIRED';

export type BulkOperation = {
  id: string;
  status: BulkStatus;
  errorCode: 'ACCESS_DENIED' | 'INTERNAL_SERVER_ERROR' | 'TIMEOUT' | null;
  createdAt: string;
  completedAt: string | null;
  objectCount: number;
  rootObjectCount: number;
  fileSize: number | null;
  query: string;
  /** Where the lines are on this machine; null before the operation ends and after its file expired. */
  filePath: string | null;
  fileUrl: string | null;
};

/** Faults ordered for the next operation or download. */
export type BulkFaults = { failNext: number; cutNextDownloads: number };

const SEARCH: SearchFields<BulkOperation> = {
  fields: {
    id: (operation) => operation.id,
    status: (operation) => operation.status.toLowerCase(),
    created_at: (operation) => operation.createdAt,
    operation_type: () => 'query',
  },
  words: () => [],
};

const CONCURRENT = 5;

/** A shop's bulk operations. */
export class BulkDesk {
  readonly faults: BulkFaults = { failNext: 0, cutNextDownloads: 0 };
  #operations = new Map<string, BulkOperation>();

  open(query: string): BulkOperation {
    const operation: BulkOperation = {
      id: freshId(),
      status: 'CREATED',
      errorCode: null,
      createdAt: now(),
      completedAt: null,
      objectCount: 0,
      rootObjectCount: 0,
      fileSize: null,
      query,
      filePath: null,
      fileUrl: null,
    };
    this.#operations.set(operation.id, operation);
    return operation;
  }

  find(id: string): BulkOperation | null {
    return this.#operations.get(id) ?? null;
  }

  /** Newest first unless `reverse` asks otherwise. */
  list(args: { query?: unknown; reverse?: unknown }): BulkOperation[] {
    const matches = compileSearch(args.query as string | null | undefined, SEARCH);
    const rows = [...this.#operations.values()].filter(matches);
    const sign = args.reverse === true ? 1 : -1;
    return rows.sort((left, right) => sign * compareIds(left.id, right.id));
  }

  isFull(): boolean {
    const active: BulkStatus[] = ['CREATED', 'RUNNING', 'CANCELING'];
    return [...this.#operations.values()].filter((operation) => active.includes(operation.status)).length >= CONCURRENT;
  }

  /** Makes the files of finished operations unreachable, as seven days do. */
  expireFiles(): number {
    const finished = [...this.#operations.values()].filter((operation) => operation.filePath !== null);
    for (const operation of finished) {
      operation.filePath = null;
      operation.fileUrl = null;
    }
    return finished.length;
  }
}

/** bulk_operations/finish: it carries no url, the app must ask. */
export function bulkFinishPayload(operation: BulkOperation): Record<string, unknown> {
  return {
    admin_graphql_api_id: toGid('BulkOperation', operation.id),
    completed_at: operation.completedAt,
    created_at: operation.createdAt,
    error_code: operation.errorCode?.toLowerCase() ?? null,
    status: operation.status.toLowerCase(),
    type: 'query',
  };
}
