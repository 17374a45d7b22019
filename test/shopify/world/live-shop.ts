import { BulkDesk } from '../bulk/bulk-desk.ts';
import type { Dataset } from '../dataset.ts';
import { CostBucket } from '../graphql/cost-bucket.ts';
import { FaultPlan } from '../graphql/fault-plan.ts';
import { TokenBook } from '../tokens/token-book.ts';
import type { ResolvedOptions } from './options.ts';
import { ShopStore } from './shop-store.ts';

export type MergeJob = { status: 'COMPLETED' | 'FAILED'; resultingCustomerId: string; customerMergeErrors: object[] };

export type TagWrite = { id: string; tags: readonly string[]; adding: boolean };
export type FlowTrigger = { handle: string; payload: Record<string, unknown> };

/** A shop and everything about its relation to the app: the grant, tokens, budget, bulk operations, planned faults. */
export class LiveShop {
  readonly store: ShopStore;
  readonly tokens: TokenBook;
  readonly bucket: CostBucket;
  readonly faults = new FaultPlan();
  readonly bulk = new BulkDesk();
  /** By the GID of the job. */
  readonly mergeJobs = new Map<string, MergeJob>();
  /** Every tag that the app asked to add or remove, in order, whether or not it changed anything. */
  readonly tagWrites: TagWrite[] = [];
  /** Flow triggers that the app has fired. */
  readonly flowTriggers: FlowTrigger[] = [];
  installed: boolean;
  scopes: Set<string>;

  constructor(dataset: Dataset, options: ResolvedOptions, scopes: readonly string[], installed: boolean) {
    this.store = new ShopStore(dataset);
    this.tokens = new TokenBook(options.accessTokenSeconds);
    this.bucket = new CostBucket(options.costBucket);
    this.scopes = new Set(scopes);
    this.installed = installed;
  }

  get domain(): string {
    return this.store.domain;
  }

  get handle(): string {
    return this.store.shop.handle;
  }

  scopeText(): string {
    return [...this.scopes].join(',');
  }

  /** Whether any of the scopes is granted; a write scope includes reading. */
  may(anyOf: readonly string[]): boolean {
    return anyOf.length === 0 || anyOf.some((scope) => this.#has(scope));
  }

  #has(scope: string): boolean {
    return this.scopes.has(scope) || (scope.startsWith('read_') && this.scopes.has(scope.replace('read_', 'write_')));
  }
}
