import { Readable } from 'node:stream';
import { importFile } from '#app/pipeline/import-file.server.ts';
import { startImport, takeUpload } from '#app/pipeline/take-upload.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import { readShop, type Shop } from '#app/shops/find-shop.server.ts';
import type { Mapping } from '#app/sources/mapping.ts';
import { readUpload, type Upload } from '#app/sources/upload-state.server.ts';
import type { ShopOverrides, TestDatabase } from '#test/support/database.ts';

export type Imports = {
  shop: Shop;
  /** Takes a file and looks at it. */
  take(name: string, content: string | Buffer): Promise<number>;
  /** Lets its import begin, by the mapping proposed, changed as the test likes. */
  begin(uploadId: number, change?: (mapping: Mapping) => void, source?: string): Promise<void>;
  /** What the worker does. */
  work(uploadId: number): Promise<Upload>;
  /** All three. */
  run(name: string, content: string | Buffer, source?: string): Promise<Upload>;
  read(uploadId: number): Promise<Upload>;
  /** Rows of a query past row-level security; $1 is the shop. */
  look<Row extends object>(query: string): Promise<Row[]>;
};

/** A shop into which files are imported by the functions behind the pages and the worker. */
export async function makeImports(database: TestDatabase, overrides: ShopOverrides = {}): Promise<Imports> {
  const { shopId } = await database.makeShop(overrides);
  const shop = await readShop(shopId);
  const read = async (uploadId: number) => (await withShop(shopId, (tx) => readUpload(tx, uploadId)))!;
  const imports: Imports = {
    shop,
    read,
    take: (name, content) => takeUpload(shop, name, Readable.from([Buffer.from(content)]), 'tester'),
    async begin(uploadId, change = () => {}, source = 'Till') {
      const mapping = (await read(uploadId)).mapping!;
      change(mapping);
      await startImport(shop, uploadId, { sourceName: source, mapping, actor: 'tester' });
    },
    async work(uploadId) {
      await importFile(shopId, uploadId);
      return read(uploadId);
    },
    async run(name, content, source) {
      const uploadId = await imports.take(name, content);
      await imports.begin(uploadId, undefined, source);
      return imports.work(uploadId);
    },
    look: async <Row extends object>(query: string) => (await database.owner.query(query, [shopId])).rows as Row[],
  };
  return imports;
}

/** A CSV of these rows. */
export function csv(header: string, ...rows: string[]): string {
  return `${[header, ...rows].join('\n')}\n`;
}
