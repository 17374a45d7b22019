import { type ActionFunctionArgs, data } from '@remix-run/node';
import { takeUpload } from '#app/pipeline/take-upload.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { requireShop } from '#app/shopify.server.ts';
import { readFirstFile } from '#app/web/read-multipart.server.ts';

/** Takes a file. Answers the upload's id, or why the file is refused. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor } = await requireShop(request);
  try {
    const uploadId = await readFirstFile(request, (fileName, content) => takeUpload(shop, fileName, content, actor));
    return { uploadId, refusal: null };
  } catch (error) {
    if (error instanceof Refusal) {
      return data({ uploadId: null, refusal: { message: error.message, remedy: error.remedy ?? null } }, 422);
    }
    throw error;
  }
}
