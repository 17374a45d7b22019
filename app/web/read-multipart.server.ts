import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';
import busboy from 'busboy';
import { Refusal } from '#app/platform/refusal.ts';

/**
 * Hands the first file of a multipart request to `take` while it streams in: it is never whole in memory. Resolves with
 * what `take` resolves with. Throws a Refusal if the request carries no file.
 */
export function readFirstFile<T>(
  request: Request,
  take: (fileName: string, content: AsyncIterable<Uint8Array>) => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const nothing = () =>
      new Refusal('sources.no_file', 'No file was sent.', { remedy: 'Choose a file and upload it again.' });
    if (!request.body || !request.headers.get('content-type')?.startsWith('multipart/form-data')) {
      reject(nothing());
      return;
    }
    const form = busboy({
      headers: Object.fromEntries(request.headers),
      limits: { files: 1, fields: 20 },
      defParamCharset: 'utf8',
    });
    let taken = false;
    form.on('file', (_field, stream, { filename }) => {
      taken = true;
      take(filename || 'upload', stream as AsyncIterable<Uint8Array>).then(resolve, (error: unknown) => {
        stream.resume();
        reject(error);
      });
    });
    form.on('close', () => {
      if (!taken) {
        reject(nothing());
      }
    });
    form.on('error', reject);
    // A sender who goes away ends the file too: whoever takes it would wait for the rest for ever.
    Readable.fromWeb(request.body as WebStream)
      .on('error', (error) => form.destroy(error))
      .pipe(form);
  });
}
