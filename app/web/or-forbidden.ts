import { Refusal } from '#app/platform/refusal.ts';

/** What a file's maker gives; a refusal becomes the answer 403 with its sentence, which the download button shows. */
export async function orForbidden<File>(file: Promise<File>): Promise<File> {
  try {
    return await file;
  } catch (error) {
    if (error instanceof Refusal) {
      throw new Response([error.message, error.remedy].filter(Boolean).join(' '), { status: 403 });
    }
    throw error;
  }
}
