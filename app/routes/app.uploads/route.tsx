import { type ActionFunctionArgs, data } from '@remix-run/node';
import { mayBringIn } from '#app/governance/staff.ts';
import { takeUpload } from '#app/pipeline/take-upload.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { requireStaff } from '#app/shopify.server.ts';
import { readFirstFile } from '#app/web/read-multipart.server.ts';

/** Takes a file. Answers the upload's id, or why the file is refused. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor, staff } = await requireStaff(request);
  try {
    if (!mayBringIn(staff)) {
      throw new Refusal('sources.role', 'Your role does not let you bring files in.', {
        remedy: 'The owner of the shop gives roles under Segments, Sent to Shopify.',
      });
    }
    const uploadId = await readFirstFile(request, (fileName, content) => takeUpload(shop, fileName, content, actor));
    return { uploadId, refusal: null };
  } catch (error) {
    if (error instanceof Refusal) {
      return data({ uploadId: null, refusal: { message: error.message, remedy: error.remedy ?? null } }, 422);
    }
    throw error;
  }
}
