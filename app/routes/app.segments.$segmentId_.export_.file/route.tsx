import { Readable } from 'node:stream';
import { createReadableStreamFromReadable, type LoaderFunctionArgs } from '@remix-run/node';
import { REACHES } from '#app/activation/member-columns.ts';
import { membersFile } from '#app/pipeline/activation-download.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { requireStaff } from '#app/shopify.server.ts';
import { readId } from '#app/web/read-id.ts';

/** A segment's members as a file. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, actor, staff } = await requireStaff(request);
  const asked = new URL(request.url).searchParams;
  const wish = {
    segmentId: readId(params['segmentId']),
    columns: asked.getAll('column'),
    reach: REACHES.find((reach) => reach === asked.get('reach')) ?? 'all',
  };
  try {
    const file = await membersFile(shop, wish, { actor, staff });
    if (!file) {
      return new Response('This segment does not exist any more.', { status: 404 });
    }
    return new Response(createReadableStreamFromReadable(Readable.from(file.pieces)), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${file.name}"`,
      },
    });
  } catch (error) {
    if (error instanceof Refusal) {
      return new Response(error.message, { status: 403 });
    }
    throw error;
  }
}
