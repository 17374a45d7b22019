import { describe, expect, it } from 'vitest';
import { takeUpload } from '#app/pipeline/take-upload.server.ts';
import { readFirstFile } from '#app/web/read-multipart.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { makeImports } from './use-imports.ts';

const HEAD = '--edge\r\ncontent-disposition: form-data; name="file"; filename="till.csv"\r\n\r\nname,email\r\n';
const ROW = 'Ada Lind,ada@harbour.example\r\n';

describe('an upload whose sender goes away', () => {
  const database = useDatabase();

  it('ends, and nothing of the file is kept', async () => {
    const imports = await makeImports(database);
    let pieces = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        pieces += 1;
        const text = pieces === 1 ? HEAD : ROW.repeat(10_000);
        if (pieces > 8) {
          controller.error(new Error('aborted'));
        } else {
          controller.enqueue(new TextEncoder().encode(text));
        }
      },
    });
    const request = new Request('https://onefold.example/app/uploads', {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=edge' },
      body,
      duplex: 'half',
    } as RequestInit);
    const taken = readFirstFile(request, (name, content) => takeUpload(imports.shop, name, content, 'tester'));
    await expect(taken).rejects.toThrow();
    const left = async () => {
      const [row] = await imports.look<{ n: number }>(
        'select ((select count(*) from upload where shop_id = $1) + (select count(*) from upload_chunk where shop_id = $1))::int as n',
      );
      return row?.n;
    };
    await expect.poll(left, { timeout: 10_000 }).toBe(0);
  });
});
