import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node';
import { mayBringIn } from '#app/governance/staff.ts';
import { refusedRowsFile } from '#app/pipeline/refused-rows-file.server.ts';
import { takeCorrected } from '#app/pipeline/take-corrected.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { requireStaff } from '#app/shopify.server.ts';
import { orForbidden } from '#app/web/or-forbidden.ts';
import { readId } from '#app/web/read-id.ts';
import { readFirstFile } from '#app/web/read-multipart.server.ts';

/** The refused rows of an import as a file, to be corrected and uploaded again. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, actor, staff } = await requireStaff(request);
  const file = await orForbidden(refusedRowsFile(shop.shopId, readId(params['uploadId']), { actor, staff }));
  if (!file) {
    throw new Response('This upload does not exist any more.', { status: 404 });
  }
  return new Response(file.content, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${file.name}"`,
    },
  });
}

/** Takes that file back, corrected. Answers how many rows are tried again, or why none is. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, actor, staff } = await requireStaff(request);
  const uploadId = readId(params['uploadId']);
  try {
    if (!mayBringIn(staff)) {
      throw new Refusal('sources.role', 'Your role does not let you bring files in.', {
        remedy: 'The owner of the shop gives roles under Segments, Sent to Shopify.',
      });
    }
    const corrected = await readFirstFile(request, (name, content) =>
      takeCorrected(shop.shopId, uploadId, name, content, actor),
    );
    return { corrected, refusal: null };
  } catch (error) {
    if (error instanceof Refusal) {
      return data({ corrected: 0, refusal: { message: error.message, remedy: error.remedy ?? null } }, 422);
    }
    throw error;
  }
}
